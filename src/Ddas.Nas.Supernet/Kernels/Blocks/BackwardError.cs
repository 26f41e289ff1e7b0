namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>
/// What a kernel's backward pass threw. Torch's engine, which called it, is native and can carry no exception; on a CPU it
/// calls on the thread that began the pass, where this one waits.
/// </summary>
internal static class BackwardError
{
    [ThreadStatic]
    private static Exception? first;

    /// <summary>Keeps an exception, unless one is kept that came before.</summary>
    public static void Keep(Exception exception) => first ??= exception;

    public static void Forget() => first = null;

    /// <summary>The exception that is kept, which is then forgotten; null for none.</summary>
    public static Exception? Take()
    {
        var taken = first;
        first = null;
        return taken;
    }
}

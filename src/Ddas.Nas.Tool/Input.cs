namespace Ddas.Nas.Tool;

/// <summary>Calls into the library with what the user gave.</summary>
internal static class Input
{
    /// <summary>Runs a call whose arguments are the user's, so that a refused one is the user's error.</summary>
    /// <exception cref="UsageException">The library refused an argument.</exception>
    public static T Use<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (ArgumentException e)
        {
            int suffix = e.Message.LastIndexOf(" (Parameter '", StringComparison.Ordinal);
            throw new UsageException(suffix < 0 ? e.Message : e.Message[..suffix], e);
        }
    }
}

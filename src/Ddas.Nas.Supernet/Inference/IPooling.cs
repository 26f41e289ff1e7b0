namespace Ddas.Nas.Supernet.Inference;

/// <summary>What a pool takes of its window, as a constant to the JIT.</summary>
internal interface IPooling
{
    static abstract bool IsMaximum { get; }
}

internal readonly struct Maximum : IPooling
{
    public static bool IsMaximum => true;
}

internal readonly struct Average : IPooling
{
    public static bool IsMaximum => false;
}

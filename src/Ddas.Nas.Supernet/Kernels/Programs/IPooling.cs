namespace Ddas.Nas.Supernet.Kernels.Programs;

/// <summary>What a pool takes of its window, as a constant to the JIT.</summary>
internal interface IPooling
{
    static abstract bool IsMaximum { get; }
}

internal readonly struct MaximumPooling : IPooling
{
    public static bool IsMaximum => true;
}

internal readonly struct AveragePooling : IPooling
{
    public static bool IsMaximum => false;
}

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>Source columns from one target column to the next, as a constant to the JIT.</summary>
internal interface IStep
{
    static abstract int Columns { get; }
}

internal readonly struct One : IStep
{
    public static int Columns => 1;
}

internal readonly struct Two : IStep
{
    public static int Columns => 2;
}

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>Taps whose sums are held in registers at once: eight or nine.</summary>
internal interface ITapGroup
{
    static abstract bool HasNinth { get; }
}

internal readonly struct Eight : ITapGroup
{
    public static bool HasNinth => false;
}

internal readonly struct Nine : ITapGroup
{
    public static bool HasNinth => true;
}

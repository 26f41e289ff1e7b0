namespace Ddas.Nas.Supernet.Kernels.Programs;

/// <summary>One image's values [height, width, channels] in a thread's memory, so many floats from its start.</summary>
internal readonly record struct ImageSlot(int Offset, int Height, int Width, int Channels)
{
    public int Pixels => Height * Width;

    public int Length => Pixels * Channels;
}

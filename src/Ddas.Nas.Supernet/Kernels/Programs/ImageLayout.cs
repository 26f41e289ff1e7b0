using Ddas.Nas.Supernet.Kernels.Vectors;

namespace Ddas.Nas.Supernet.Kernels.Programs;

/// <summary>Hands out slots of one image's memory; a returned one is used again by the next of its length.</summary>
internal sealed class ImageLayout
{
    private readonly Dictionary<int, Stack<int>> free = [];

    /// <summary>Floats that the slots take up.</summary>
    public int Length { get; private set; }

    public ImageSlot Take(int height, int width, int channels)
    {
        int length = LengthOf(checked(height * width * channels));
        if (free.TryGetValue(length, out var offsets) && offsets.TryPop(out int offset)) return new ImageSlot(offset, height, width, channels);
        var slot = new ImageSlot(Length, height, width, channels);
        Length = checked(Length + length);
        return slot;
    }

    public void Return(ImageSlot slot)
    {
        int length = LengthOf(slot.Length);
        if (!free.TryGetValue(length, out var offsets)) free.Add(length, offsets = []);
        offsets.Push(slot.Offset);
    }

    private static int LengthOf(int floats) => checked((int)Scratch.RoundUp(floats));
}

namespace Ddas.Nas.Supernet.Inference;

/// <summary>Hands out slots of one image's memory; a returned one is used again by the next of its length.</summary>
internal sealed class ImageLayout
{
    private const int Line = 16; // floats of a cache line
    private readonly Dictionary<int, Stack<int>> free = [];

    /// <summary>Floats that the slots take up.</summary>
    public int Length { get; private set; }

    public ImageSlot Take(int height, int width, int channels)
    {
        int length = RoundUp(checked(height * width * channels));
        if (free.TryGetValue(length, out var offsets) && offsets.TryPop(out int offset)) return new ImageSlot(offset, height, width, channels);
        var slot = new ImageSlot(Length, height, width, channels);
        Length = checked(Length + length);
        return slot;
    }

    public void Return(ImageSlot slot)
    {
        int length = RoundUp(slot.Length);
        if (!free.TryGetValue(length, out var offsets)) free.Add(length, offsets = []);
        offsets.Push(slot.Offset);
    }

    public static int RoundUp(int floats) => checked(floats + Line - 1) & -Line;
}

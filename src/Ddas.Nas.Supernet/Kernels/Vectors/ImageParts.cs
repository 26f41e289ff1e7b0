namespace Ddas.Nas.Supernet.Kernels.Vectors;

/// <summary>
/// A batch cut into parts of whole images for <see cref="Team"/>. The cut depends on the shape alone, so that sums that
/// are taken part by part come out equal for any number of threads.
/// </summary>
/// <param name="Images">Images of the batch.</param>
/// <param name="ImagesPerPart">Images of a part; the last may have fewer.</param>
internal readonly record struct ImageParts(int Images, int ImagesPerPart)
{
    private const int Most = 32;
    private const long MostSummedFloats = 2 << 20; // 8 MB

    public int Count => (Images + ImagesPerPart - 1) / ImagesPerPart;

    /// <summary>Cuts a batch of which every part holds so many floats of sums.</summary>
    public static ImageParts Of(int images, long sumLength = 0)
    {
        int parts = (int)Math.Clamp(MostSummedFloats / Math.Max(sumLength, 1), 4, Most);
        return new ImageParts(images, (images + parts - 1) / parts);
    }

    public int First(int part) => part * ImagesPerPart;

    public int End(int part) => Math.Min(Images, (part + 1) * ImagesPerPart);
}

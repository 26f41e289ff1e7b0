using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Supernet.Data;

/// <summary>
/// Mean and standard deviation of each colour channel, in units of the full range: a byte v becomes
/// (v / 255 - mean) / deviation. Immutable, equal by value.
/// </summary>
public sealed class Normalization : IEquatable<Normalization>
{
    /// <summary>Creates a normalization.</summary>
    /// <param name="mean">Mean of each channel, of values in [0, 1].</param>
    /// <param name="deviation">Standard deviation of each channel, above 0.</param>
    /// <exception cref="ArgumentException">The lengths differ or are 0, or a value is not finite, or a deviation is not above 0.</exception>
    public Normalization(IEnumerable<double> mean, IEnumerable<double> deviation)
    {
        double[] means = [.. mean], deviations = [.. deviation];
        if (means.Length == 0 || means.Length != deviations.Length)
            throw new ArgumentException($"Each channel needs a mean and a deviation; there are {means.Length} and {deviations.Length}.", nameof(mean));
        if (means.Any(m => !double.IsFinite(m))) throw new ArgumentException("A mean must be finite.", nameof(mean));
        if (deviations.Any(d => !double.IsFinite(d) || d <= 0)) throw new ArgumentException("A deviation must be finite and above 0.", nameof(deviation));
        (Mean, Deviation) = (Array.AsReadOnly(means), Array.AsReadOnly(deviations));
    }

    /// <summary>CIFAR-10's, as DARTS prints them.</summary>
    public static Normalization Cifar10 { get; } = new([.49139968, .48215827, .44653124], [.24703233, .24348505, .26158768]);

    /// <summary>CIFAR-100's, in common use; the paper prints none.</summary>
    public static Normalization Cifar100 { get; } = new([129.3 / 255, 124.1 / 255, 112.4 / 255], [68.2 / 255, 65.4 / 255, 70.4 / 255]);

    /// <summary>Mean of each channel, of values in [0, 1].</summary>
    public IReadOnlyList<double> Mean { get; }

    /// <summary>Standard deviation of each channel, above 0.</summary>
    public IReadOnlyList<double> Deviation { get; }

    /// <summary>The mean and the deviation (divided by n) over all pixels of some images; a channel without contrast gets deviation 1.</summary>
    /// <param name="set">The images.</param>
    /// <param name="indices">Those that count, usually D_T; at least one.</param>
    /// <exception cref="ArgumentException">There are no indices.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public static Normalization Of(ImageDataSet set, ReadOnlySpan<int> indices)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (indices.IsEmpty) throw new ArgumentException("Mean and deviation need at least one image.", nameof(indices));
        int channels = set.Shape.Channels;
        long[] counts = new long[channels * 256];
        foreach (int index in indices)
        {
            ReadOnlySpan<byte> image = set.Image(index);
            for (int p = 0; p < image.Length; p += channels)
            {
                for (int c = 0; c < channels; c++) counts[(c * 256) + image[p + c]]++;
            }
        }

        var statistics = counts.Chunk(256).Select(Statistics).ToArray();
        return new Normalization(statistics.Select(s => s.Mean), statistics.Select(s => s.Deviation));
    }

    internal void Describe(RunDescription into)
    {
        into.Set("mean", Text(Mean));
        into.Set("deviation", Text(Deviation));
    }

    /// <inheritdoc/>
    public bool Equals(Normalization? other) => other is not null && Mean.SequenceEqual(other.Mean) && Deviation.SequenceEqual(other.Deviation);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Normalization);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Mean[0], Deviation[0], Mean.Count);

    private static string Text(IEnumerable<double> values) => string.Join(",", values.Select(static x => FormattableString.Invariant($"{x}")));

    private static (double Mean, double Deviation) Statistics(long[] histogram)
    {
        double pixels = histogram.Sum();
        double mean = histogram.Select((count, value) => count * value / 255.0).Sum() / pixels;
        double variance = histogram.Select((count, value) => count * Math.Pow((value / 255.0) - mean, 2)).Sum() / pixels;
        bool constant = histogram.Count(count => count > 0) == 1;
        return (mean, constant ? 1 : Math.Sqrt(variance));
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet;
using Ddas.Nas.Supernet.Data;
using static TorchSharp.torch;

namespace Ddas.Nas.Onnx;

/// <summary>Compares a model in ONNX Runtime with the network that it was written from, on random images, all at once and one alone.</summary>
internal static class OnnxVerification
{
    private const string Purpose = "onnx verification";

    /// <summary>The largest difference of a logit.</summary>
    /// <exception cref="OnnxExportException">It is above the tolerance, or the model does not run.</exception>
    public static double Difference(StandAloneNetwork network, byte[] model, OnnxExportOptions options)
    {
        var (side, channels) = (network.Skeleton.ImageSize, network.Skeleton.ImageChannels);
        byte[] pixels = Pixels(options, options.Images * side * side * channels);
        float[] normalized = Normalize(pixels, options.Preprocessing ?? new Normalization(Enumerable.Repeat(0.5, channels), Enumerable.Repeat(0.25, channels)));
        float[] expected = Expected(network, normalized, options.Images);
        using var session = OnnxSession.Open(model, threads: 1);
        float[] actual = Run(options.Images);
        double difference = Math.Max(Largest(expected, actual), Largest(expected.AsSpan(0, network.Skeleton.Classes), Run(1)));
        double allowed = options.Tolerance * Math.Max(1, expected.Max(Math.Abs));
        return difference <= allowed
            ? difference
            : throw new OnnxExportException(FormattableString.Invariant($"The model computes something else in ONNX Runtime: a logit differs by {difference:G3}, more than {allowed:G3}. No file was written; report the genotype {network.Genotype}."));

        float[] Run(int images) => options.Preprocessing is null
            ? session.Run(ToChannelsFirst(normalized, options.Images, side, channels)[..(images * channels * side * side)], [images, channels, side, side])
            : session.Run(pixels[..(images * side * side * channels)], [images, side, side, channels]);
    }

    private static byte[] Pixels(OnnxExportOptions options, int count)
    {
        var random = new RandomStream(options.Seed, Purpose, 0);
        byte[] pixels = new byte[count];
        for (int i = 0; i < count; i++) pixels[i] = (byte)random.NextInt(256);
        return pixels;
    }

    private static float[] Normalize(byte[] pixels, Normalization normalization) =>
        [.. pixels.Select((value, i) => (float)((value / 255.0 - normalization.Mean[i % normalization.Mean.Count]) / normalization.Deviation[i % normalization.Mean.Count]))];

    private static float[] Expected(StandAloneNetwork network, float[] normalized, int images)
    {
        var (side, channels) = (network.Skeleton.ImageSize, network.Skeleton.ImageChannels);
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var input = tensor(normalized, [images, side, side, channels], ScalarType.Float32, network.Parameters[0].device).permute(0, 3, 1, 2); // [N, C, H, W], channels-last
        return network.Forward(input, training: false).Logits.cpu().contiguous().data<float>().ToArray();
    }

    private static float[] ToChannelsFirst(float[] values, int images, int side, int channels)
    {
        using var scope = NewDisposeScope();
        return tensor(values, [images, side, side, channels]).permute(0, 3, 1, 2).contiguous().data<float>().ToArray();
    }

    private static double Largest(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        double largest = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = Math.Abs((double)expected[i] - actual[i]);
            if (!(difference <= largest)) largest = difference; // NaN too
            if (double.IsNaN(largest)) return double.PositiveInfinity;
        }

        return largest;
    }
}

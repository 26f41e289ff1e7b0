using Ddas.Nas.Supernet.Kernels.Vectors;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>BatchNorm with running statistics as one factor and one addend per channel.</summary>
internal readonly unsafe struct FoldedNorm(ReadOnlyMemory<float> scale, ReadOnlyMemory<float> shift)
{
    public ReadOnlySpan<float> Scale => scale.Span;

    public ReadOnlySpan<float> Shift => shift.Span;

    public static FoldedNorm Of(BlockNorm norm)
    {
        using Tensor? weight = norm.Weight?.contiguous(), bias = norm.Bias?.contiguous();
        float* mean = ImageMemory.DensePointer(norm.RunningMean), variance = ImageMemory.DensePointer(norm.RunningVariance);
        float* weights = weight is null ? null : ImageMemory.DensePointer(weight), biases = bias is null ? null : ImageMemory.DensePointer(bias);
        float[] scale = new float[norm.RunningMean.shape[0]], shift = new float[scale.Length];
        for (int c = 0; c < scale.Length; c++)
        {
            double factor = (weights is null ? 1 : weights[c]) / Math.Sqrt(variance[c] + norm.Epsilon);
            scale[c] = (float)factor;
            shift[c] = (float)((biases is null ? 0 : biases[c]) - mean[c] * factor);
        }

        return new FoldedNorm(scale, shift);
    }

    /// <summary>No BatchNorm.</summary>
    public static FoldedNorm None(int channels)
    {
        float[] ones = new float[channels];
        Array.Fill(ones, 1);
        return new FoldedNorm(ones, new float[channels]);
    }

    /// <summary>That of some of the channels.</summary>
    public FoldedNorm Slice(int channel, int count) => new(scale.Slice(channel, count), shift.Slice(channel, count));
}

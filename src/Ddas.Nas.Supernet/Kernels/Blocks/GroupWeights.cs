using Ddas.Nas.Supernet.Kernels.Vectors;

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>Weights of a block's 1x1 convolution, group by group of the channels out.</summary>
internal sealed unsafe class GroupWeights<TSimd, TVector> : IDisposable
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private readonly BlockShape shape;
    private readonly PointwiseWeights<TSimd, TVector>[] groups;

    /// <param name="shape">The block.</param>
    /// <param name="weight">[channels out, channels in].</param>
    /// <param name="backward">Whether there is a backward pass.</param>
    public GroupWeights(BlockShape shape, float* weight, bool backward)
    {
        this.shape = shape;
        groups = new PointwiseWeights<TSimd, TVector>[shape.Groups];
        for (int group = 0; group < groups.Length; group++)
            groups[group] = new PointwiseWeights<TSimd, TVector>(weight + group * GroupLength, shape.ChannelsIn, shape.GroupChannels, backward);
    }

    /// <summary>Floats of the sums of all weights' gradients.</summary>
    public int SumLength => groups[0].SumLength * groups.Length;

    private int GroupLength => shape.GroupChannels * shape.ChannelsIn;

    /// <summary>From what a group reads, [pixels, channels in], to its channels of the output, [pixels, channels out].</summary>
    public void Multiply(int group, float* input, float* output) => PointwisePlane<TSimd, TVector>.Multiply(
        input, shape.ChannelsIn, shape.Pixels, shape.ChannelsIn, groups[group].Forward, null, output + group * shape.GroupChannels, shape.GroupChannels, shape.ChannelsOut, add: false);

    /// <summary>From the output's gradient, [pixels, channels out], to that of what a group reads.</summary>
    public void MultiplyBack(int group, float* gradient, float* inputGradient) => PointwisePlane<TSimd, TVector>.Multiply(
        gradient + group * shape.GroupChannels, shape.ChannelsOut, shape.Pixels, shape.GroupChannels, groups[group].Backward, null, inputGradient, shape.ChannelsIn, shape.ChannelsIn, add: false);

    /// <summary>Adds the gradient of a group's weights to its sums.</summary>
    public void AddGradient(int group, float* input, float* gradient, float* sums) => PointwisePlane<TSimd, TVector>.AddWeightGradient(
        input, shape.Pixels, shape.ChannelsIn, gradient + group * shape.GroupChannels, shape.GroupChannels, shape.ChannelsOut, sums + group * groups[0].SumLength);

    /// <summary>Writes the gradient [channels out, channels in] from its sums.</summary>
    public void Unpack(float* sums, float* gradient)
    {
        for (int group = 0; group < groups.Length; group++) groups[group].Unpack(sums + group * groups[0].SumLength, gradient + group * GroupLength);
    }

    public void Dispose()
    {
        foreach (var weights in groups) weights.Dispose();
    }
}

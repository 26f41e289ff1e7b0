using Ddas.Nas.Supernet.Kernels;
using Ddas.Nas.Supernet.Kernels.Blocks;
using Ddas.Nas.Supernet.Kernels.Programs;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>
/// DARTS' FactorizedReduce: ReLU, two 1x1 convolutions of stride 2, the second on the input shifted by a pixel, their
/// outputs side by side, BatchNorm. Sides must be even, as must the channels out.
/// </summary>
internal sealed class FactorizedReduce : ReluFirstModule, IProgramModule
{
    [ComponentName(Name = "conv_1")]
    private readonly Convolution even;

    [ComponentName(Name = "conv_2")]
    private readonly Convolution odd;

    private readonly BatchNorm bn;
    private readonly BlockKernels kernels;

    public FactorizedReduce(int channelsIn, int channelsOut, bool affine, BlockKernels kernels)
        : base(nameof(FactorizedReduce))
    {
        if (channelsOut % 2 != 0)
            throw new ArgumentException($"A factorized reduction needs an even number of channels, not {channelsOut}.", nameof(channelsOut));
        this.kernels = kernels;
        even = Convolution.Pointwise(channelsIn, channelsOut / 2, stride: 2);
        odd = Convolution.Pointwise(channelsIn, channelsOut / 2, stride: 2);
        bn = new BatchNorm(channelsOut, affine);
        RegisterComponents();
    }

    protected internal override Tensor AfterRelu(Tensor activated) => TryFused([activated], relu: false) ?? OnTensors(activated);

    internal override Tensor Apply(CellNodes input) => TryFused(input.Pieces, relu: true) ?? OnTensors(input.Activated);

    public bool TryAppendTo(ImageProgram program, ReadOnlySpan<ImageSlot> input, BatchNorm? norm, ImageSlot output, bool add)
    {
        if (norm is not null || input[0].Height != 2 * output.Height || input[0].Width != 2 * output.Width) return false;
        program.AppendPointwise(input, relu: true, even.Weight, bn.Evaluation, new PixelGrid(0, 2), output, channel: 0, add);
        program.AppendPointwise(input, relu: true, odd.Weight, bn.Evaluation, new PixelGrid(1, 2), output, output.Channels / 2, add);
        return true;
    }

    private Tensor? TryFused(IReadOnlyList<Tensor> input, bool relu)
    {
        if (!kernels.Serve(input[0])) return null;
        bn.CheckCount(input[0].shape, stride: 2);
        using var weight = cat([even.Weight, odd.Weight], 0); // [C', C, 1, 1]
        var output = kernels.TryApply(input, relu, null, stride: 2, dilation: 1, weight, bn.Block); // [B, C', H / 2, W / 2]
        if (output is not null) bn.CountBatch();
        return output;
    }

    private Tensor OnTensors(Tensor activated)
    {
        using var shifted = activated[.., .., 1.., 1..]; // [B, C, H - 1, W - 1]
        using var first = even.call(activated); // [B, C' / 2, H / 2, W / 2]
        using var second = odd.call(shifted); // [B, C' / 2, H / 2, W / 2]
        using var both = cat([first, second], 1); // [B, C', H / 2, W / 2]
        return bn.call(both);
    }
}

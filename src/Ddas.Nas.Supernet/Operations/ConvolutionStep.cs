using Ddas.Nas.Supernet.Kernels;
using Ddas.Nas.Supernet.Kernels.Blocks;
using Ddas.Nas.Supernet.Kernels.Programs;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>ReLU, depthwise and 1x1 convolution and BatchNorm, applied as one function. The owner registers the modules.</summary>
/// <param name="kernels">What it computes with.</param>
/// <param name="depthwise">The depthwise convolution, or null for none.</param>
/// <param name="pointwise">The 1x1 convolution, of stride 1.</param>
/// <param name="norm">The BatchNorm.</param>
internal sealed class ConvolutionStep(BlockKernels kernels, Convolution? depthwise, Convolution pointwise, BatchNorm norm)
{
    /// <summary>The modules in the order of their application.</summary>
    public IEnumerable<nn.Module<Tensor, Tensor>> Modules => depthwise is null ? [pointwise, norm] : [depthwise, pointwise, norm];

    /// <summary>Applies the step. Its output must not be changed in place, as the backward pass reads it.</summary>
    /// <param name="input">[B, C, H, W]; without a depthwise convolution also in pieces, side by side in C.</param>
    /// <param name="relu">Whether ReLU comes first.</param>
    /// <returns>[B, C', H / stride, W / stride].</returns>
    public Tensor Apply(IReadOnlyList<Tensor> input, bool relu)
    {
        int stride = depthwise?.Stride ?? 1;
        norm.CheckCount(input[0].shape, stride);
        norm.CountBatch();
        return kernels.Apply(input, relu, depthwise?.Weight, stride, depthwise?.Dilation ?? 1, pointwise.Weight, norm.Block);
    }

    /// <summary>Appends the step, with ReLU first, in evaluation mode.</summary>
    public bool TryAppendTo(ImageProgram program, ReadOnlySpan<ImageSlot> input, ImageSlot output, bool add)
    {
        if (depthwise is null)
        {
            program.AppendPointwise(input, relu: true, pointwise.Weight, norm.Evaluation, PixelGrid.All, output, channel: 0, add);
            return true;
        }

        if (depthwise.Weight.shape[2] == 1 || depthwise.Stride > 2 || input is not [var image]) return false;
        program.AppendSeparable(image, depthwise.Weight, depthwise.Stride, depthwise.Dilation, pointwise.Weight, norm.Evaluation, output, add);
        return true;
    }
}

using Ddas.Nas.Supernet.Inference;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>3x3 average pooling, padding 1, over the pixels that are not padding.</summary>
internal sealed class AveragePool(int stride) : WeightlessModule(nameof(AveragePool)), IImageModule
{
    private static readonly long[] Kernel = [3, 3];
    private static readonly long[] Padding = [1, 1];
    private readonly long[] stride = [stride, stride];

    public override Tensor forward(Tensor input) =>
        nn.functional.avg_pool2d(input, Kernel, stride, Padding, count_include_pad: false); // [B, C, H / stride, W / stride]

    public bool TryAppendTo(ImageProgram program, ReadOnlySpan<ImageSlot> input, BatchNorm? norm, ImageSlot output, bool add)
    {
        if (input is not [var image]) return false;
        program.AppendPool(image, maximum: false, (int)stride[0], norm?.Evaluation, output, add);
        return true;
    }
}

using Ddas.Nas.Supernet.Kernels.Programs;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>3x3 max pooling, padding 1.</summary>
internal sealed class MaxPool(int stride) : WeightlessModule(nameof(MaxPool)), IProgramModule
{
    private static readonly long[] Kernel = [3, 3];
    private static readonly long[] Padding = [1, 1];
    private readonly long[] stride = [stride, stride];

    public override Tensor forward(Tensor input) => nn.functional.max_pool2d(input, Kernel, stride, Padding); // [B, C, H / stride, W / stride]

    public bool TryAppendTo(ImageProgram program, ReadOnlySpan<ImageSlot> input, BatchNorm? norm, ImageSlot output, bool add)
    {
        if (input is not [var image]) return false;
        program.AppendPool(image, maximum: true, (int)stride[0], norm?.Evaluation, output, add);
        return true;
    }
}

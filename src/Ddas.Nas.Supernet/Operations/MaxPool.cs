using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>3x3 max pooling, padding 1.</summary>
internal sealed class MaxPool(int stride) : WeightlessModule(nameof(MaxPool))
{
    private static readonly long[] Kernel = [3, 3];
    private static readonly long[] Padding = [1, 1];
    private readonly long[] stride = [stride, stride];

    public override Tensor forward(Tensor input) => nn.functional.max_pool2d(input, Kernel, stride, Padding); // [B, C, H / stride, W / stride]
}

using Ddas.Nas.Supernet.Kernels.Programs;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>3x3 average pooling, padding 1, over the pixels that are not padding.</summary>
internal sealed class AveragePool(int stride) : WeightlessModule(nameof(AveragePool)), IProgramModule
{
    private static readonly long[] Kernel = [3, 3];
    private static readonly long[] Padding = [1, 1];
    private readonly long[] stride = [stride, stride];

    public override Tensor forward(Tensor input)
    {
        if (input.device_type == DeviceType.CPU) return Pool(input);
        // On CUDA libtorch's gradient is wrong where channels-last memory is padded (pytorch issues 107201, 188344).
        using var rows = input.contiguous(); // [B, C, H, W]
        using var pooled = Pool(rows); // [B, C, H / stride, W / stride]
        return ChannelsLast.Apply(pooled);
    }

    private Tensor Pool(Tensor input) => nn.functional.avg_pool2d(input, Kernel, stride, Padding, count_include_pad: false); // [B, C, H / stride, W / stride]

    public bool TryAppendTo(ImageProgram program, ReadOnlySpan<ImageSlot> input, BatchNorm? norm, ImageSlot output, bool add)
    {
        if (input is not [var image]) return false;
        program.AppendPool(image, maximum: false, (int)stride[0], norm?.Evaluation, output, add);
        return true;
    }
}

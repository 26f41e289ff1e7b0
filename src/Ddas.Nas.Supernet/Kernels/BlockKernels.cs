using Ddas.Nas.Supernet.Kernels.Blocks;
using Ddas.Nas.Supernet.Kernels.Programs;
using Ddas.Nas.Supernet.Kernels.Vectors;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Kernels;

/// <summary>
/// The door under a network: what its blocks compute with. Through it pass, inwards, images, weights and the BatchNorm of
/// one convolution block, and outwards the block's output, in torch's graph while training; or, for evaluation, a whole
/// network as an <see cref="ImageProgram"/>. Nothing else of these kernels is named outside.
/// </summary>
internal sealed class BlockKernels
{
    private readonly KernelChoice choice;
    private readonly int widest;

    private BlockKernels(KernelChoice choice, int widest) => (this.choice, this.widest) = (choice, widest);

    /// <summary>This library's kernels where they fit.</summary>
    public static BlockKernels Auto { get; } = new(KernelChoice.Auto, Lanes.Widest);

    /// <summary>Torch's operators alone.</summary>
    public static BlockKernels Torch { get; } = new(KernelChoice.Torch, Lanes.Widest);

    public static BlockKernels Of(KernelChoice choice) => choice == KernelChoice.Torch ? Torch : Auto;

    /// <summary>This library's kernels on registers of at most so many floats, for tests of a width that the processor would not choose.</summary>
    public static BlockKernels NoWiderThan(int lanes) => new(KernelChoice.Auto, Math.Min(lanes, Lanes.Widest));

    /// <summary>Whether images of this kind are this library's matter: float32 on the CPU, unless torch was chosen.</summary>
    public bool Serve(Tensor images) => choice == KernelChoice.Auto && images.device_type == DeviceType.CPU && images.dtype == ScalarType.Float32;

    /// <summary>A block: <see cref="ConvolutionBlock.TryApply"/> where that fits, else <see cref="ConvolutionBlock.ApplyTorch"/>.</summary>
    public Tensor Apply(IReadOnlyList<Tensor> input, bool relu, Tensor? depthwise, int stride, int dilation, Tensor pointwise, BlockNorm norm) =>
        TryApply(input, relu, depthwise, stride, dilation, pointwise, norm) ?? ConvolutionBlock.ApplyTorch(input, relu, depthwise, stride, dilation, pointwise, norm);

    /// <summary>A block by <see cref="ConvolutionBlock.TryApply"/>; null where that does not fit.</summary>
    public Tensor? TryApply(IReadOnlyList<Tensor> input, bool relu, Tensor? depthwise, int stride, int dilation, Tensor pointwise, BlockNorm norm) =>
        Serve(input[0]) ? ConvolutionBlock.TryApply(input, relu, depthwise, stride, dilation, pointwise, norm, widest) : null;

    /// <summary>An empty program for images of this kind and so many channels and more; null where they are not this library's matter.</summary>
    public ImageProgram? TryProgram(Tensor images, int channels) => Serve(images) ? ImageProgram.Create(Lanes.For(channels, widest)) : null;
}

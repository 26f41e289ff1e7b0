using System.Runtime.Intrinsics;
using Ddas.Nas.Supernet.Kernels.Blocks;
using Ddas.Nas.Supernet.Kernels.Vectors;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Kernels.Programs;

/// <summary>
/// A network in evaluation mode as steps that one thread takes for one image, then for the next: what lies between input
/// and logits stays in its cache, BatchNorm is folded into the convolutions, and no step makes a tensor. The result of an
/// image depends neither on the batch it is in nor on the number of threads. Weights are copied when a step is appended.
/// </summary>
internal abstract unsafe class ImageProgram : IDisposable
{
    private readonly ImageLayout layout = new();
    private readonly List<IImageStep> steps = [];
    private ImageSlot input;
    private ImageSlot output;

    /// <summary>An empty program on registers of so many floats.</summary>
    public static ImageProgram Create(int lanes) => lanes switch
    {
        16 => new ImageProgram<Simd512, Vector512<float>>(),
        8 => new ImageProgram<Simd256, Vector256<float>>(),
        4 => new ImageProgram<Simd128, Vector128<float>>(),
        _ => new ImageProgram<SimdScalar, float>(),
    };

    /// <summary>The slot that images are copied to.</summary>
    public ImageSlot Input(int height, int width, int channels) => input = layout.Take(height, width, channels);

    public ImageSlot Take(int height, int width, int channels) => layout.Take(height, width, channels);

    public void Return(ImageSlot slot) => layout.Return(slot);

    /// <summary>A dense 3x3 convolution with padding 1, and BatchNorm.</summary>
    /// <param name="from">Its input.</param>
    /// <param name="weight">[C', C, 3, 3].</param>
    /// <param name="norm">BatchNorm over C'.</param>
    /// <param name="to">Its output.</param>
    public abstract void AppendDense(ImageSlot from, Tensor weight, BlockNorm norm, ImageSlot to);

    /// <summary>A 1x1 convolution and BatchNorm.</summary>
    /// <param name="from">Its input, piece by piece of the channels.</param>
    /// <param name="relu">Whether ReLU comes first.</param>
    /// <param name="weight">[C', C, 1, 1].</param>
    /// <param name="norm">BatchNorm over the channels of <paramref name="to"/>.</param>
    /// <param name="pixels">The pixels of the input that are taken.</param>
    /// <param name="to">Where the output goes.</param>
    /// <param name="channel">First channel of it in <paramref name="to"/>.</param>
    /// <param name="add">Whether it is added to what is there.</param>
    public abstract void AppendPointwise(ReadOnlySpan<ImageSlot> from, bool relu, Tensor weight, BlockNorm norm, PixelGrid pixels, ImageSlot to, int channel, bool add);

    /// <summary>ReLU, a depthwise and a 1x1 convolution, and BatchNorm.</summary>
    /// <param name="from">Its input.</param>
    /// <param name="depthwise">[C, 1, kernel, kernel], kernel from 3, padding (kernel - 1) * dilation / 2.</param>
    /// <param name="stride">Stride of the depthwise convolution, 1 or 2.</param>
    /// <param name="dilation">Dilation of the depthwise convolution.</param>
    /// <param name="pointwise">[C', C, 1, 1].</param>
    /// <param name="norm">BatchNorm over C'.</param>
    /// <param name="to">Its output.</param>
    /// <param name="add">Whether it is added to what is there.</param>
    public abstract void AppendSeparable(ImageSlot from, Tensor depthwise, int stride, int dilation, Tensor pointwise, BlockNorm norm, ImageSlot to, bool add);

    /// <summary>3x3 pooling with padding 1, over the pixels that are not padding, and BatchNorm or none.</summary>
    public abstract void AppendPool(ImageSlot from, bool maximum, int stride, BlockNorm? norm, ImageSlot to, bool add);

    /// <summary>A copy.</summary>
    public abstract void AppendCopy(ImageSlot from, ImageSlot to, bool add);

    public abstract void AppendZeros(ImageSlot to);

    /// <summary>Ends the program: the mean of each channel over all pixels, and a linear layer.</summary>
    /// <param name="from">The channels, in pieces.</param>
    /// <param name="weight">[classes, C].</param>
    /// <param name="bias">[classes].</param>
    public void AppendClassifier(ReadOnlySpan<ImageSlot> from, Tensor weight, Tensor bias)
    {
        var means = layout.Take(1, 1, (int)weight.shape[1]);
        output = layout.Take(1, 1, (int)weight.shape[0]);
        AppendMean(from, means);
        AppendLinear(means, weight, bias, output);
    }

    /// <summary>Runs the program.</summary>
    /// <param name="images">[B, C, H, W], float32 on the CPU.</param>
    /// <returns>Logits [B, classes].</returns>
    public Tensor Run(Tensor images)
    {
        int count = (int)images.shape[0], length = layout.Length;
        var logits = empty(count, output.Length, dtype: ScalarType.Float32);
        using var packed = ChannelsLast.Apply(images);
        float* source = ImageMemory.Pointer(packed), target = ImageMemory.DensePointer(logits);
        int total = checked(length + steps.Max(static s => s.WorkLength));
        var parts = ImageParts.Of(count);
        Team.Run(parts.Count, part =>
        {
            float* memory = Scratch.Rent(total);
            for (int image = parts.First(part); image < parts.End(part); image++)
            {
                new ReadOnlySpan<float>(source + (long)image * input.Length, input.Length).CopyTo(new Span<float>(memory + input.Offset, input.Length));
                foreach (var step in steps) step.Run(memory, memory + length);
                new ReadOnlySpan<float>(memory + output.Offset, output.Length).CopyTo(new Span<float>(target + (long)image * output.Length, output.Length));
            }
        });
        return logits;
    }

    public void Dispose()
    {
        foreach (var step in steps.OfType<IDisposable>()) step.Dispose();
    }

    protected void Append(IImageStep step) => steps.Add(step);

    protected abstract void AppendMean(ReadOnlySpan<ImageSlot> from, ImageSlot to);

    protected abstract void AppendLinear(ImageSlot from, Tensor weight, Tensor bias, ImageSlot to);
}

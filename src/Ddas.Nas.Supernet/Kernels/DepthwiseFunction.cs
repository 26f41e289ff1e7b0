using Ddas.Nas.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Kernels;

/// <summary>
/// <see cref="DepthwiseConvolution"/> in torch's graph; arguments input, weight, <see cref="DepthwiseCall"/>, checked by
/// the caller. No exception may leave <see cref="backward"/>, as its caller is native.
/// </summary>
internal sealed unsafe class DepthwiseFunction : autograd.SingleTensorFunction<DepthwiseFunction>
{
    // The engine copies its references after backward has returned; until the next call nothing else can end ours.
    [ThreadStatic]
    private static List<Tensor?>? returned;

    public override string Name => nameof(DepthwiseConvolution);

    public static Tensor Compute(DepthwiseShape shape, Tensor input, Tensor weight, bool relu)
    {
        using var images = ChannelsLast.Apply(input);
        using var kernels = weight.contiguous();
        var output = ImageMemory.Empty(shape.Images, shape.Channels, shape.OutHeight, shape.OutWidth);
        DepthwiseKernel.Forward(shape, ImageMemory.Pointer(images), ImageMemory.DensePointer(kernels), ImageMemory.Pointer(output), relu);
        return output;
    }

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (input, weight, call) = ((Tensor)vars[0], (Tensor)vars[1], (DepthwiseCall)vars[2]);
        ctx.set_materialize_grads(false);
        ctx.save_data(nameof(DepthwiseCall), call);
        ctx.save_for_backward([input, weight]);
        return Compute(call.Shape, input, weight, call.Relu);
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        returned?.ForEach(gradient => gradient?.Dispose());
        returned = null;
        try
        {
            returned = Gradients(ctx, grad_output);
        }
#pragma warning disable CA1031 // A gradient of a wrong shape makes the engine itself raise an error in the caller of backward.
        catch (Exception)
#pragma warning restore CA1031
        {
            returned = [empty(0), empty(0), null];
        }
        return returned!;
    }

    private static List<Tensor?> Gradients(autograd.AutogradContext ctx, Tensor grad_output)
    {
        if (grad_output.IsInvalid) return [null, null, null];
        var call = (DepthwiseCall)ctx.get_data(nameof(DepthwiseCall));
        var saved = ctx.get_saved_variables();
        ctx.Dispose(); // frees the activations as backward goes on, as torch's own operations do
        using var input = saved[0];
        using var weight = saved[1];
        using var images = ChannelsLast.Apply(input);
        using var kernels = weight.contiguous();
        using var gradient = ChannelsLast.Apply(grad_output);
        grad_output.Dispose();
        var shape = call.Shape;
        var inputGradient = call.NeedsInputGradient ? ImageMemory.Empty(shape.Images, shape.Channels, shape.Height, shape.Width) : null;
        var weightGradient = empty(shape.Channels, 1, shape.Kernel, shape.Kernel, dtype: ScalarType.Float32);
        DepthwiseKernel.Backward(
            shape,
            ImageMemory.Pointer(images),
            ImageMemory.DensePointer(kernels),
            ImageMemory.Pointer(gradient),
            inputGradient is null ? null : ImageMemory.Pointer(inputGradient),
            ImageMemory.DensePointer(weightGradient),
            call.Relu);
        return [inputGradient, weightGradient, null];
    }
}

using Ddas.Nas.Supernet.Kernels.Vectors;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>
/// <see cref="ConvolutionBlock"/> in torch's graph; arguments depthwise or null, pointwise, BatchNorm's weight and bias or
/// null, <see cref="BlockCall"/>, the pieces of the input, all checked by the caller. No exception may leave <see cref="backward"/>, as its
/// caller is native.
/// </summary>
internal sealed unsafe class BlockFunction : autograd.SingleTensorFunction<BlockFunction>
{
    private const int Pieces = 5; // index of the first

    // The engine copies its references after backward has returned; until the next call nothing else can end ours.
    [ThreadStatic]
    private static List<Tensor?>? returned;

    public override string Name => nameof(ConvolutionBlock);

    /// <summary>With the batch's statistics, entered into the running ones. Without weights the output is the normalized values.</summary>
    public static (Tensor Output, Tensor Normalized, Tensor Inverse) Train(BlockCall call, IEnumerable<Tensor> input, Tensor? depthwise, Tensor pointwise)
    {
        var (shape, norm) = (call.Shape, call.Norm);
        using var memory = new BlockArguments(input, depthwise, pointwise, norm.Weight, norm.Bias);
        var normalized = Output(shape);
        var output = norm.Weight is null ? normalized : Output(shape);
        var inverse = empty(shape.ChannelsOut, dtype: ScalarType.Float32);
        double[] mean = new double[shape.ChannelsOut], variance = new double[shape.ChannelsOut];
        fixed (double* means = mean, variances = variance)
        {
            BlockKernel.Train(
                shape,
                memory.Tensors,
                norm.Epsilon,
                ImageMemory.Pointer(normalized),
                ReferenceEquals(output, normalized) ? null : ImageMemory.Pointer(output),
                means,
                variances,
                ImageMemory.DensePointer(inverse));
        }

        Track(norm, shape.Count, mean, variance);
        return (output, normalized, inverse);
    }

    /// <summary>With the running statistics.</summary>
    public static Tensor Evaluate(BlockCall call, IEnumerable<Tensor> input, Tensor? depthwise, Tensor pointwise)
    {
        using var memory = new BlockArguments(input, depthwise, pointwise, null, null);
        var output = Output(call.Shape);
        BlockKernel.Evaluate(call.Shape, memory.Tensors, FoldedNorm.Of(call.Norm), ImageMemory.Pointer(output));
        return output;
    }

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var call = (BlockCall)vars[Pieces - 1];
        var (depthwise, pointwise) = ((Tensor?)vars[0], (Tensor)vars[1]);
        Tensor[] input = [.. vars.Skip(Pieces).Cast<Tensor>()];
        if (!call.Norm.BatchStatistics)
        {
            ctx.set_materialize_grads(false);
            ctx.save_data(nameof(BlockCall), call);
            return Evaluate(call, input, depthwise, pointwise);
        }

        var (output, normalized, inverse) = Train(call, input, depthwise, pointwise);
        ctx.set_materialize_grads(false);
        ctx.save_data(nameof(BlockCall), call);
        // Detached: the output itself would hold its own node, and neither would ever be freed.
        ctx.save_for_backward([depthwise!, pointwise, call.Norm.Weight!, normalized.detach(), inverse, .. input]);
        return output;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        returned?.ForEach(gradient => gradient?.Dispose());
        returned = null;
        int pieces = 1;
        try
        {
            var call = (BlockCall)ctx.get_data(nameof(BlockCall));
            pieces = call.Shape.Pieces;
            returned = grad_output.IsInvalid ? [.. new Tensor?[Pieces + pieces]] : Gradients(ctx, call, grad_output);
        }
#pragma warning disable CA1031 // A gradient of a wrong shape makes the engine itself raise an error, in whose place StepExecutor throws what was kept.
        catch (Exception e)
#pragma warning restore CA1031
        {
            BackwardError.Keep(e);
            returned = [null, empty(0), null, null, null, .. new Tensor?[pieces]];
        }
        return returned!;
    }

    private static List<Tensor?> Gradients(autograd.AutogradContext ctx, BlockCall call, Tensor grad_output)
    {
        var (shape, norm) = (call.Shape, call.Norm);
        if (!norm.BatchStatistics)
            throw new NotSupportedException($"This library's kernels have no gradients in evaluation mode. Use training mode, or {nameof(KernelChoice)}.{nameof(KernelChoice.Torch)}.");
        var saved = ctx.get_saved_variables();
        ctx.Dispose(); // frees the activations as backward goes on, as torch's own operations do
        try
        {
            using var memory = new BlockArguments(saved.Skip(Pieces)!, saved[0], saved[1], saved[2], null);
            using var gradient = ChannelsLast.Apply(grad_output);
            grad_output.Dispose();
            var input = new Tensor?[shape.Pieces];
            for (int piece = 0; piece < input.Length && call.NeedsInputGradient; piece++)
                input[piece] = ImageMemory.Empty(shape.Images, shape.PieceChannels, shape.Depthwise.Height, shape.Depthwise.Width);
            var depthwise = shape.HasDepthwise ? empty(shape.ChannelsIn, 1, shape.Depthwise.Kernel, shape.Depthwise.Kernel, dtype: ScalarType.Float32) : null;
            var pointwise = empty(shape.ChannelsOut, shape.ChannelsIn, 1, 1, dtype: ScalarType.Float32);
            var weight = norm.Weight is null ? null : empty(shape.ChannelsOut, dtype: ScalarType.Float32);
            var bias = norm.Bias is null ? null : empty(shape.ChannelsOut, dtype: ScalarType.Float32);
            var gradients = new BlockGradients
            {
                Pieces = call.NeedsInputGradient ? ImageMemory.Pointers(input!) : null,
                Depthwise = depthwise is null ? null : ImageMemory.DensePointer(depthwise),
                Pointwise = ImageMemory.DensePointer(pointwise),
                Weight = weight is null ? null : ImageMemory.DensePointer(weight),
                Bias = bias is null ? null : ImageMemory.DensePointer(bias),
            };
            BlockKernel.Backward(shape, memory.Tensors, ImageMemory.Pointer(saved[3]), ImageMemory.DensePointer(saved[4]), ImageMemory.Pointer(gradient), gradients);
            return [depthwise, pointwise, weight, bias, null, .. input];
        }
        finally
        {
            foreach (var tensor in saved) tensor?.Dispose();
        }
    }

    private static Tensor Output(in BlockShape shape) => ImageMemory.Empty(shape.Images, shape.ChannelsOut, shape.Depthwise.OutHeight, shape.Depthwise.OutWidth);

    private static void Track(BlockNorm norm, long count, double[] mean, double[] variance)
    {
        float* runningMean = ImageMemory.DensePointer(norm.RunningMean), runningVariance = ImageMemory.DensePointer(norm.RunningVariance);
        double unbiased = (double)count / (count - 1);
        for (int c = 0; c < mean.Length; c++)
        {
            runningMean[c] = (float)(norm.Momentum * mean[c] + (1 - norm.Momentum) * runningMean[c]);
            runningVariance[c] = (float)(norm.Momentum * variance[c] * unbiased + (1 - norm.Momentum) * runningVariance[c]);
        }
    }
}

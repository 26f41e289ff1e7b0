using Ddas.Nas.Supernet.Kernels.Vectors;

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary><see cref="BlockKernel"/> at one vector width.</summary>
internal static unsafe class BlockKernel<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public static void Train(BlockShape shape, BlockTensors tensors, double epsilon, float* normalized, float* output, double* mean, double* variance, float* inverse)
    {
        int channels = shape.ChannelsOut;
        using var moments = new NativeBuffer(3L * shape.Images * channels);
        float* means = moments.Pointer, rests = means + (long)shape.Images * channels, squares = rests + (long)shape.Images * channels;
        using (var taps = Taps(shape, tensors, backward: false))
        using (var weights = new GroupWeights<TSimd, TVector>(shape, tensors.Pointwise, backward: false))
        {
            ForEachImage(shape, image =>
            {
                float* pixels = normalized + image * (long)shape.Pixels * channels;
                for (int group = 0; group < shape.Groups; group++) weights.Multiply(group, Filter(shape, tensors, taps, image, group), pixels);
                NormPlane<TSimd, TVector>.Moments(pixels, shape.Pixels, channels, means + (long)image * channels, rests + (long)image * channels, squares + (long)image * channels);
            });
        }

        Combine(shape, means, rests, squares, mean, variance);
        using var factors = new NativeBuffer(channels);
        float* shift = factors.Pointer;
        for (int c = 0; c < channels; c++)
        {
            inverse[c] = (float)(1 / Math.Sqrt(variance[c] + epsilon));
            shift[c] = (float)(-mean[c] * inverse[c]);
        }

        ForEachImage(shape, image =>
        {
            long at = image * (long)shape.Pixels * channels;
            NormPlane<TSimd, TVector>.Scale(normalized + at, shape.Pixels, channels, inverse, shift, normalized + at);
            if (output is not null) NormPlane<TSimd, TVector>.Scale(normalized + at, shape.Pixels, channels, tensors.Weight, tensors.Bias, output + at);
        });
    }

    public static void Evaluate(BlockShape shape, BlockTensors tensors, FoldedNorm norm, float* output)
    {
        using var taps = Taps(shape, tensors, backward: false);
        for (int group = 0; group < shape.Groups; group++)
        {
            int first = group * shape.GroupChannels, at = group;
            using var weights = new FoldedWeights<TSimd, TVector>(tensors.Pointwise + first * shape.ChannelsIn, shape.ChannelsIn, shape.GroupChannels, norm.Slice(first, shape.GroupChannels));
            ForEachImage(shape, image => weights.Apply(
                Filter(shape, tensors, taps, image, at), shape.Pixels, output + image * (long)shape.Pixels * shape.ChannelsOut + first, shape.ChannelsOut, add: false));
        }
    }

    public static void Backward(BlockShape shape, BlockTensors tensors, float* normalized, float* inverse, float* gradient, BlockGradients gradients)
    {
        int channels = shape.ChannelsOut;
        using var factors = new NativeBuffer(3L * channels);
        float* ofGradient = factors.Pointer, ofNormalized = ofGradient + channels, shift = ofNormalized + channels;
        NormFactors(shape, tensors, normalized, inverse, gradient, gradients, ofGradient, ofNormalized, shift);

        using var taps = Taps(shape, tensors, backward: true);
        using var weights = new GroupWeights<TSimd, TVector>(shape, tensors.Pointwise, backward: true);
        int tapLength = taps?.Length ?? 0;
        var parts = ImageParts.Of(shape.Images, weights.SumLength + tapLength);
        using var sums = new PartSums<TSimd, TVector>(parts.Count, weights.SumLength + tapLength);
        Team.Run(parts.Count, part =>
        {
            var scratch = new BlockScratch<TSimd, TVector>(shape);
            for (int image = parts.First(part); image < parts.End(part); image++)
            {
                long at = image * (long)shape.Pixels * channels;
                NormPlane<TSimd, TVector>.InputGradient(gradient + at, normalized + at, shape.Pixels, channels, ofGradient, ofNormalized, shift, scratch.OutputGradient);
                if (taps is null) BackwardPointwise(shape, tensors, weights, image, scratch, sums[part], gradients);
                else BackwardDepthwise(shape, tensors, weights, taps, image, scratch, sums[part], gradients);
            }
        });
        float* total = sums.Total();
        if (gradients.Pointwise is not null) weights.Unpack(total, gradients.Pointwise);
        if (gradients.Depthwise is not null) taps!.Unpack(total + weights.SumLength, gradients.Depthwise);
    }

    private static DepthwiseWeights<TSimd, TVector>? Taps(in BlockShape shape, in BlockTensors tensors, bool backward) =>
        shape.HasDepthwise ? new DepthwiseWeights<TSimd, TVector>(shape.Depthwise, tensors.Depthwise, backward) : null;

    private static void ForEachImage(BlockShape shape, Action<int> action)
    {
        var parts = ImageParts.Of(shape.Images);
        Team.Run(parts.Count, part =>
        {
            for (int image = parts.First(part); image < parts.End(part); image++) action(image);
        });
    }

    /// <summary>What a group of the 1x1 convolution reads for one image.</summary>
    private static float* Filter(in BlockShape shape, in BlockTensors tensors, DepthwiseWeights<TSimd, TVector>? taps, int image, int group)
    {
        var scratch = new BlockScratch<TSimd, TVector>(shape);
        if (taps is null) Join(shape, tensors, image, group, scratch.Filtered);
        else taps.Apply(Image(shape, tensors.Pieces, 0, image), shape.Relu, scratch.Plane, scratch.Filtered);
        return scratch.Filtered;
    }

    private static float* Image(in BlockShape shape, nint[] pieces, int piece, int image) =>
        (float*)pieces[piece] + (long)image * shape.Depthwise.Height * shape.Depthwise.Width * shape.PieceChannels;

    private static void Join(in BlockShape shape, in BlockTensors tensors, int image, int group, float* target)
    {
        var (grid, channels, columns) = (shape.Grid(group), shape.PieceChannels, shape.Depthwise.OutWidth);
        for (int piece = 0; piece < shape.Pieces; piece++)
        {
            float* source = Image(shape, tensors.Pieces, piece, image), place = target + piece * channels;
            for (int row = 0; row < shape.Depthwise.OutHeight; row++, place += columns * shape.ChannelsIn)
                JoinPlane<TSimd, TVector>.Gather(source + grid.First(row, shape.Depthwise.Width) * channels, grid.Step * channels, columns, channels, shape.Relu, place, shape.ChannelsIn);
        }
    }

    /// <summary>Brings the gradient of what a group read to the pieces; pixels that no group reads become zero.</summary>
    private static void Separate(in BlockShape shape, in BlockTensors tensors, int image, int group, float* source, nint[] gradients)
    {
        var (grid, channels, columns) = (shape.Grid(group), shape.PieceChannels, shape.Depthwise.OutWidth);
        for (int piece = 0; piece < shape.Pieces; piece++)
        {
            float* gate = shape.Relu ? Image(shape, tensors.Pieces, piece, image) : null, target = Image(shape, gradients, piece, image), place = source + piece * channels;
            if (group == 0 && grid.Step > 1) new Span<float>(target, shape.Depthwise.Height * shape.Depthwise.Width * channels).Clear();
            for (int row = 0; row < shape.Depthwise.OutHeight; row++, place += columns * shape.ChannelsIn)
            {
                int first = grid.First(row, shape.Depthwise.Width) * channels;
                JoinPlane<TSimd, TVector>.Scatter(place, shape.ChannelsIn, columns, channels, gate is null ? null : gate + first, target + first, grid.Step * channels);
            }
        }
    }

    private static void BackwardPointwise(
        in BlockShape shape, in BlockTensors tensors, GroupWeights<TSimd, TVector> weights, int image, in BlockScratch<TSimd, TVector> scratch, float* sums, in BlockGradients gradients)
    {
        for (int group = 0; group < shape.Groups; group++)
        {
            Join(shape, tensors, image, group, scratch.Filtered);
            weights.AddGradient(group, scratch.Filtered, scratch.OutputGradient, sums);
            if (gradients.Pieces is null) continue;
            weights.MultiplyBack(group, scratch.OutputGradient, scratch.FilteredGradient);
            Separate(shape, tensors, image, group, scratch.FilteredGradient, gradients.Pieces);
        }
    }

    /// <summary>The depthwise convolution is computed anew, block by block of channels, as its planes are needed anyway.</summary>
    private static void BackwardDepthwise(
        in BlockShape shape, in BlockTensors tensors, GroupWeights<TSimd, TVector> weights, DepthwiseWeights<TSimd, TVector> taps, int image, in BlockScratch<TSimd, TVector> scratch, float* sums, in BlockGradients gradients)
    {
        weights.MultiplyBack(0, scratch.OutputGradient, scratch.FilteredGradient);
        for (int block = 0; block < taps.Blocks; block++)
        {
            int channel = taps.Channel(block);
            float* input = Image(shape, tensors.Pieces, 0, image) + channel;
            DepthwisePlane<TSimd, TVector>.PadInput(shape.Depthwise, input, scratch.Plane, shape.Relu);
            DepthwisePlane<TSimd, TVector>.ForwardBlock(shape.Depthwise, scratch.Plane, taps.Forward(block), scratch.Filtered + channel);
            DepthwisePlane<TSimd, TVector>.PadGradient(shape.Depthwise, scratch.FilteredGradient + channel, scratch.GradientPlane);
            DepthwiseWeightGradient<TSimd, TVector>.Add(shape.Depthwise, scratch.Plane, scratch.GradientPlane, sums + weights.SumLength + taps.Offset(block));
            if (gradients.Pieces is null) continue;
            DepthwisePlane<TSimd, TVector>.InputGradientBlock(
                shape.Depthwise, scratch.GradientPlane, taps.Backward(block), Image(shape, gradients.Pieces, 0, image) + channel, shape.Relu ? input : null);
        }
        weights.AddGradient(0, scratch.Filtered, scratch.OutputGradient, sums);
    }

    /// <summary>Statistics of the batch from those of its images, which all have equally many pixels (Chan et al. 1983).</summary>
    private static void Combine(in BlockShape shape, float* means, float* rests, float* squares, double* mean, double* variance)
    {
        int channels = shape.ChannelsOut;
        for (int c = 0; c < channels; c++) mean[c] = variance[c] = 0;
        for (int image = 0; image < shape.Images; image++)
            for (int c = 0; c < channels; c++) mean[c] += means[(long)image * channels + c] + (double)rests[(long)image * channels + c] / shape.Pixels;
        for (int c = 0; c < channels; c++) mean[c] /= shape.Images;
        for (int image = 0; image < shape.Images; image++)
        {
            for (int c = 0; c < channels; c++)
            {
                double distance = means[(long)image * channels + c] - mean[c];
                variance[c] += squares[(long)image * channels + c] + (2 * rests[(long)image * channels + c] + shape.Pixels * distance) * distance;
            }
        }
        for (int c = 0; c < channels; c++) variance[c] /= shape.Count;
    }

    /// <summary>
    /// BatchNorm's gradients: of weight and bias, and per channel the three factors that give the gradient of its input,
    /// weight * inverse * (gradient - mean(gradient) - normalized * mean(gradient * normalized)).
    /// </summary>
    private static void NormFactors(
        BlockShape shape, in BlockTensors tensors, float* normalized, float* inverse, float* gradient, in BlockGradients gradients, float* ofGradient, float* ofNormalized, float* shift)
    {
        int channels = shape.ChannelsOut;
        using var buffer = new NativeBuffer(2L * shape.Images * channels);
        float* sums = buffer.Pointer, products = sums + (long)shape.Images * channels;
        ForEachImage(shape, image =>
        {
            long at = image * (long)shape.Pixels * channels;
            NormPlane<TSimd, TVector>.GradientSums(gradient + at, normalized + at, shape.Pixels, channels, sums + (long)image * channels, products + (long)image * channels);
        });
        for (int c = 0; c < channels; c++)
        {
            double sum = 0, product = 0;
            for (int image = 0; image < shape.Images; image++)
            {
                sum += sums[(long)image * channels + c];
                product += products[(long)image * channels + c];
            }
            if (gradients.Weight is not null) gradients.Weight[c] = (float)product;
            if (gradients.Bias is not null) gradients.Bias[c] = (float)sum;
            double factor = (double)inverse[c] * (tensors.Weight is null ? 1 : tensors.Weight[c]);
            ofGradient[c] = (float)factor;
            ofNormalized[c] = (float)(-factor * product / shape.Count);
            shift[c] = (float)(-factor * sum / shape.Count);
        }
    }
}

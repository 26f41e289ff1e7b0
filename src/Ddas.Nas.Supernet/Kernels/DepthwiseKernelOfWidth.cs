namespace Ddas.Nas.Supernet.Kernels;

/// <summary><see cref="DepthwiseKernel"/> at one vector width.</summary>
internal static unsafe class DepthwiseKernel<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public static void Forward(DepthwiseShape shape, float* input, float* weight, float* output, bool relu)
    {
        var parts = ImageParts.Of(shape.Images);
        using var taps = new DepthwiseWeights<TSimd, TVector>(shape, weight);
        Team.Run(parts.Count, part =>
        {
            float* plane = Scratch.Rent(DepthwisePlane<TSimd, TVector>.InputLength(shape));
            for (int image = parts.First(part); image < parts.End(part); image++)
                taps.Apply(input + image * shape.InputImage, relu, plane, output + image * shape.OutputImage);
        });
    }

    public static void Backward(DepthwiseShape shape, float* input, float* weight, float* gradient, float* inputGradient, float* weightGradient, bool relu)
    {
        using var taps = new DepthwiseWeights<TSimd, TVector>(shape, weight);
        var parts = ImageParts.Of(shape.Images, taps.Length);
        using var sums = new PartSums<TSimd, TVector>(parts.Count, taps.Length);
        Team.Run(parts.Count, part =>
        {
            int planeLength = DepthwisePlane<TSimd, TVector>.InputLength(shape);
            float* plane = Scratch.Rent(planeLength + DepthwisePlane<TSimd, TVector>.GradientLength(shape)), gradientPlane = plane + planeLength;
            for (int image = parts.First(part); image < parts.End(part); image++)
            {
                for (int block = 0; block < taps.Blocks; block++)
                {
                    int channel = taps.Channel(block);
                    long pixels = image * shape.InputImage + channel;
                    DepthwisePlane<TSimd, TVector>.PadInput(shape, input + pixels, plane, relu);
                    DepthwisePlane<TSimd, TVector>.PadGradient(shape, gradient + image * shape.OutputImage + channel, gradientPlane);
                    DepthwisePlane<TSimd, TVector>.AddWeightGradient(shape, plane, gradientPlane, sums[part] + taps.Offset(block));
                    if (inputGradient is null) continue;
                    DepthwisePlane<TSimd, TVector>.InputGradientBlock(shape, gradientPlane, taps.Backward(block), inputGradient + pixels, relu ? input + pixels : null);
                }
            }
        });
        taps.Unpack(sums.Total(), weightGradient);
    }
}

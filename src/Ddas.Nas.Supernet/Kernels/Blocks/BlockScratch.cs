using Ddas.Nas.Supernet.Kernels.Vectors;

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>One thread's memory for one image of a block; made anew for each image, on the same memory.</summary>
internal readonly unsafe struct BlockScratch<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public BlockScratch(in BlockShape shape)
    {
        long plane = shape.HasDepthwise ? Scratch.RoundUp(DepthwisePlane<TSimd, TVector>.InputLength(shape.Depthwise)) : 0;
        long gradientPlane = shape.HasDepthwise ? Scratch.RoundUp(DepthwisePlane<TSimd, TVector>.GradientLength(shape.Depthwise)) : 0;
        long image = Scratch.RoundUp((long)shape.Pixels * shape.ChannelsIn), output = Scratch.RoundUp((long)shape.Pixels * shape.ChannelsOut + PointwisePlane<TSimd, TVector>.Rows);
        Plane = Scratch.Rent(plane + gradientPlane + 2 * image + output);
        GradientPlane = Plane + plane;
        Filtered = GradientPlane + gradientPlane;
        FilteredGradient = Filtered + image;
        OutputGradient = FilteredGradient + image;
    }

    /// <summary>Padded input of the depthwise convolution.</summary>
    public float* Plane { get; }

    /// <summary>Padded gradient of its output.</summary>
    public float* GradientPlane { get; }

    /// <summary>Input of the 1x1 convolution, [pixels, channels in].</summary>
    public float* Filtered { get; }

    public float* FilteredGradient { get; }

    /// <summary>Gradient of the 1x1 convolution's output, [pixels, channels out], and some floats behind it.</summary>
    public float* OutputGradient { get; }
}

using System.Runtime.CompilerServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Kernels;

/// <summary>Raw access to float images [n, c, h, w] whose memory is in the order n, h, w, c.</summary>
internal static unsafe class ChannelsLast
{
    /// <summary>A new image tensor [n, c, h, w] of unspecified content.</summary>
    public static Tensor Empty(long n, long c, long h, long w) =>
        empty_strided([n, c, h, w], [h * w * c, 1, w * c, c], dtype: ScalarType.Float32);

    /// <summary>Whether the memory of an image tensor is dense in the order n, h, w, c.</summary>
    public static bool Holds(Tensor image)
    {
        long[] shape = image.shape, stride = image.stride();
        return IsStep(shape[1], stride[1], 1) && IsStep(shape[3], stride[3], shape[1])
            && IsStep(shape[2], stride[2], shape[1] * shape[3]) && IsStep(shape[0], stride[0], shape[1] * shape[2] * shape[3]);
    }

    /// <summary>The image itself where <see cref="Holds"/>, else a copy; a new handle either way.</summary>
    public static Tensor Of(Tensor image)
    {
        if (Holds(image)) return image.alias();
        using var last = image.permute(0, 2, 3, 1);
        using var dense = last.contiguous();
        return dense.permute(0, 3, 1, 2); // [n, c, h, w]
    }

    /// <summary>First element of an image that <see cref="Holds"/>; valid as long as the tensor lives.</summary>
    public static float* Pointer(Tensor image)
    {
        using var last = image.permute(0, 2, 3, 1); // dense in torch's own order, which access to memory demands
        return DensePointer(last);
    }

    /// <summary>First element of a tensor that is dense in torch's own order; valid as long as the tensor lives.</summary>
    public static float* DensePointer(Tensor tensor) => (float*)Unsafe.AsPointer(ref tensor.bytes[0]);

    // A size of one has an arbitrary stride.
    private static bool IsStep(long size, long stride, long expected) => size == 1 || stride == expected;
}

using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Kernels.Vectors;

/// <summary>Raw access to float images [n, c, h, w] in channels-last memory (<see cref="ChannelsLast"/>).</summary>
internal static unsafe class ImageMemory
{
    /// <summary>A new image tensor [n, c, h, w] of unspecified content.</summary>
    public static Tensor Empty(long n, long c, long h, long w) =>
        empty_strided([n, c, h, w], [h * w * c, 1, w * c, c], dtype: ScalarType.Float32);

    /// <summary>First element of an image; valid as long as the tensor lives.</summary>
    public static float* Pointer(Tensor image)
    {
        using var last = image.permute(0, 2, 3, 1); // dense in torch's own order, which access to memory demands
        return DensePointer(last);
    }

    /// <summary>First elements of images.</summary>
    public static nint[] Pointers(IEnumerable<Tensor> images) => [.. images.Select(static image => (nint)Pointer(image))];

    /// <summary>First element of a tensor that is dense in torch's own order; valid as long as the tensor lives.</summary>
    public static float* DensePointer(Tensor tensor) => (float*)Unsafe.AsPointer(ref tensor.bytes[0]);
}

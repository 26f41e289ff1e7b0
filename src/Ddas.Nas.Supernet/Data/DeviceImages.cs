using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Data;

/// <summary>
/// A whole data set on one device, as bytes: a batch is then gathered there without touching the host's memory. Images lie
/// in a frame of black pixels, so that a random crop is a gather and nothing else; at CIFAR's size with a frame of 4 that
/// is 1.56 times the images' bytes (240 MB for 50,000). Owns its tensors; safe to read from any thread.
/// </summary>
public sealed class DeviceImages : IDisposable
{
    /// <summary>Copies a data set to a device.</summary>
    /// <param name="set">At least one image.</param>
    /// <param name="device">Where to; null for the CPU.</param>
    /// <param name="frame">Width of the black frame, 0 or more; the largest padding that a crop from it may have.</param>
    /// <exception cref="ArgumentException">The set is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The frame is negative.</exception>
    public DeviceImages(ImageDataSet set, Device? device = null, int frame = 4)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        if (set.Count == 0) throw new ArgumentException($"{set.Name} has no images.", nameof(set));
        (Shape, Count, Frame, Device) = (set.Shape, set.Count, frame, device ?? CPU);

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        (int channels, int height, int width) = Shape;
        Tensor source = tensor(MemoryMarshal.AsMemory(set.PixelMemory), [Count, height, width, channels], ScalarType.Byte);
        Pixels = zeros([Count, height + (2 * frame), width + (2 * frame), channels], ScalarType.Byte, Device).DetachFromDisposeScope();
        Pixels.narrow(1, frame, height).narrow(2, frame, width).copy_(source);
        Labels = tensor(set.Labels.ToArray(), ScalarType.Int64, Device).DetachFromDisposeScope();
    }

    /// <summary>Size of an image, without the frame.</summary>
    public ImageShape Shape { get; }

    /// <summary>Number of images.</summary>
    public int Count { get; }

    /// <summary>Width of the black frame in pixels.</summary>
    public int Frame { get; }

    /// <summary>Where the images are.</summary>
    public Device Device { get; }

    /// <summary>uint8 [n, height + 2 frame, width + 2 frame, channels].</summary>
    internal Tensor Pixels { get; }

    /// <summary>int64 [n].</summary>
    internal Tensor Labels { get; }

    /// <summary>Frees the device's memory.</summary>
    public void Dispose()
    {
        Pixels.Dispose();
        Labels.Dispose();
    }
}

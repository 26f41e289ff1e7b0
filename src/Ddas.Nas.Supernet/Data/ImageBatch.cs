using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Data;

/// <summary>
/// Images and labels of one batch, on the device. It belongs to the caller: to the dispose scope that is open on the thread
/// when the batch is made, if there is one, and it can be disposed of by itself at any time.
/// </summary>
public sealed class ImageBatch : IDisposable
{
    internal ImageBatch(Tensor images, Tensor labels) => (Images, Labels) = (images, labels);

    /// <summary>float32 [b, channels, height, width], normalized, in channels-last layout.</summary>
    public Tensor Images { get; }

    /// <summary>int64 [b].</summary>
    public Tensor Labels { get; }

    /// <summary>Number of images.</summary>
    public int Count => (int)Labels.size(0);

    /// <summary>Frees both tensors.</summary>
    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }
}

using System.Runtime.InteropServices;
using Ddas.Nas.SearchSpace.Costs;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet;

/// <summary>Says clearly that memory ran out, where torch says it in many words.</summary>
internal static class MemoryGuard
{
    /// <summary>Runs what works on batches.</summary>
    /// <param name="doing">What is done, for example <c>training</c>.</param>
    /// <param name="images">Images in a batch.</param>
    /// <param name="skeleton">The network.</param>
    /// <param name="device">Where it is.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="SupernetMemoryException">Memory ran out.</exception>
    public static T Run<T>(string doing, int images, NetworkSkeleton skeleton, Device device, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is OutOfMemoryException || (e is ExternalException && IsOutOfMemory(e.Message)))
        {
            throw new SupernetMemoryException(
                $"Memory ran out while {doing} batches of {images} images of {skeleton.ImageChannels} x {skeleton.ImageSize} x {skeleton.ImageSize} with a network of {skeleton.Cells} cells and {skeleton.Channels} channels on {device}. Use smaller batches, fewer channels, or a device with more memory.", e);
        }
    }

    /// <inheritdoc cref="Run{T}"/>
    public static void Run(string doing, int images, NetworkSkeleton skeleton, Device device, Action work) =>
        Run(doing, images, skeleton, device, () =>
        {
            work();
            return true;
        });

    // The allocators of libtorch: "DefaultCPUAllocator: can't allocate memory" or "not enough memory", "CUDA out of memory".
    private static bool IsOutOfMemory(string message) =>
        message.Contains("can't allocate memory", StringComparison.OrdinalIgnoreCase)
        || message.Contains("not enough memory", StringComparison.OrdinalIgnoreCase)
        || message.Contains("out of memory", StringComparison.OrdinalIgnoreCase);
}

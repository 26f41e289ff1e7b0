using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Operations;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet;

/// <summary>BatchNorm statistics of an architecture, taken anew from batches of D_T.</summary>
internal static class Recalibration
{
    /// <summary>Refuses images that a supernet was not made for.</summary>
    /// <exception cref="ArgumentException">Shape or classes differ; the message says both.</exception>
    public static void CheckImages(NetworkSkeleton skeleton, SupernetData data)
    {
        var expected = new ImageShape(skeleton.ImageChannels, skeleton.ImageSize, skeleton.ImageSize);
        if (data.Shape != expected || data.Classes.Count != skeleton.Classes)
            throw new ArgumentException($"The supernet was made for images of {expected} in {skeleton.Classes} classes, but {data.Description.DataSet} has images of {data.Shape} in {data.Classes.Count}.", nameof(data));
    }

    /// <summary>Gives an architecture's BatchNorms the mean statistics over the next batches.</summary>
    /// <param name="network">The supernet.</param>
    /// <param name="architecture">The operations that the batches pass through.</param>
    /// <param name="statistics">The architecture's BatchNorms.</param>
    /// <param name="trainBatches">Where the batches come from.</param>
    /// <param name="batches">Number of batches, at least 1.</param>
    /// <param name="abort">Ends it between two batches.</param>
    public static void Run(SupernetNetwork network, Architecture architecture, NormStatistics statistics, BatchIterator trainBatches, int batches, CancellationToken abort)
    {
        using var grad = no_grad();
        using var pass = network.Compile(architecture, batchStatistics: true);
        for (int batch = 1; batch <= batches; batch++)
        {
            abort.ThrowIfCancellationRequested();
            statistics.Average(batch);
            using var scope = NewDisposeScope();
            using var images = trainBatches.Next();
            pass.Run(images.Images).Dispose();
        }
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Operations;

namespace Ddas.Nas.Supernet;

/// <summary>
/// Makes a supernet and trains all of its operations together (Section V-A): alpha is 1 everywhere, SGD with momentum on
/// D_T, the learning rate falls along a cosine from epoch to epoch. The same seed gives the same weights bit for bit on a
/// CPU with the same number of threads.
/// </summary>
public sealed class SupernetWarmup
{
    private readonly WarmupOptions options;
    private readonly SearchSpaceDefinition space;
    private readonly OperationTable operations;

    /// <summary>Prepares a warm-up.</summary>
    /// <param name="options">Size and training; null for the paper's.</param>
    /// <param name="space">The space; null for <see cref="SearchSpaceDefinition.Darts"/>.</param>
    /// <param name="operations">What the operations compute; null for <see cref="OperationTable.Darts"/>.</param>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public SupernetWarmup(WarmupOptions? options = null, SearchSpaceDefinition? space = null, OperationTable? operations = null)
    {
        this.options = options ?? new WarmupOptions();
        this.options.Validate();
        (this.space, this.operations) = (space ?? SearchSpaceDefinition.Darts, operations ?? OperationTable.Darts);
    }

    /// <summary>Runs the warm-up on the device where the images are.</summary>
    /// <param name="data">D_T and D_V.</param>
    /// <param name="progress">Told after every batch and every epoch; null for nobody.</param>
    /// <param name="checkpoints">Written when due, counted in batches, and on <paramref name="cancel"/>; null for none.</param>
    /// <param name="from">A checkpoint that <paramref name="checkpoints"/> gave, to go on from; null to begin anew.</param>
    /// <param name="cancel">Ends the warm-up after the batch under way: for good, or with <paramref name="checkpoints"/> so that it can go on later.</param>
    /// <returns>The warmed supernet, which the caller disposes.</returns>
    /// <exception cref="ArgumentException">The space makes no DARTS network, or has an operation that the table does not define.</exception>
    /// <exception cref="NonFiniteException">The weights diverged; no checkpoint was written of that.</exception>
    /// <exception cref="SupernetMemoryException">A batch does not fit into memory.</exception>
    /// <exception cref="CheckpointException"><paramref name="from"/> does not fit the options.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The warm-up was ended.</exception>
    public WarmSupernet Run(
        SupernetData data, IProgress<WarmupProgress>? progress = null, CheckpointFolder? checkpoints = null, Checkpoint? from = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var skeleton = new NetworkSkeleton
        {
            Channels = options.Channels, Cells = options.Cells, Classes = data.Classes.Count, ImageSize = data.Shape.Height, ImageChannels = data.Shape.Channels,
        };
        using var network = new SupernetNetwork(skeleton, options.Seed, new NetworkOptions { Space = space, Operations = operations, Device = data.Device });
        using var training = new WarmupTraining(options, network, data);
        if (from is not null) training.Restore(from.State);
        try
        {
            while (!training.IsComplete)
            {
                var done = training.Advance(cancel);
                if (done.Completed is not null || done.Batch < done.Batches) progress?.Report(done);
                if (checkpoints?.IsDue(training.BatchesDone) == true) checkpoints.Write(training.BatchesDone, training.Capture);
            }
        }
        catch (OperationCanceledException)
        {
            checkpoints?.Write(training.BatchesDone, training.Capture);
            throw;
        }

        var (weights, oneShot) = training.Take();
        return new WarmSupernet(space, skeleton, operations, weights, oneShot, training.History, data.Description);
    }

    /// <summary>The score of the all-operations network on D_V.</summary>
    internal static ArchitectureScore MeasureOneShot(SupernetNetwork network, EvaluationBatches valid, CancellationToken cancel)
    {
        var ones = ArchitectureWeights.Constant(network.Space, 1);
        using var pass = network.Compile(ones);
        return Measurement.Run(valid, valid.Batch, pass.Run, network.Device, cancel);
    }
}

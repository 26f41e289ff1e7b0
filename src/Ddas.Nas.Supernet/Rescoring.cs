using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Operations;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet;

/// <summary>
/// Measures architectures once more in a supernet whose weights are frozen, so that all of a front are judged by the same
/// weights; only BatchNorm statistics are taken anew for each, from the same batches, and put back afterwards. A score is
/// a function of supernet, architecture and options. Not thread-safe.
/// </summary>
public sealed class Rescoring
{
    private readonly SupernetNetwork network;
    private readonly RescoringOptions options;
    private readonly BatchIterator trainBatches;
    private readonly EvaluationBatches validBatches;

    /// <summary>Prepares measurements.</summary>
    /// <param name="network">The supernet; it must outlive this object.</param>
    /// <param name="data">Its images; they must outlive this object.</param>
    /// <param name="options">Numbers of images; null for the defaults.</param>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    /// <exception cref="ArgumentException">Images or classes are not the supernet's.</exception>
    public Rescoring(SupernetNetwork network, SupernetData data, RescoringOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new RescoringOptions();
        options.Validate(data.Description.Valid);
        Recalibration.CheckImages(network.Skeleton, data);
        (this.network, this.options) = (network, options);
        trainBatches = data.TrainBatches(options.BatchSize, options.Seed);
        validBatches = data.ValidBatches(options.EvaluationBatchSize, options.ValidImages, options.Seed);
    }

    /// <summary>Accuracy and loss of an architecture on D_V.</summary>
    /// <exception cref="OperationCanceledException">The measurement was abandoned.</exception>
    public ArchitectureScore Score(Architecture architecture, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        using var grad = no_grad();
        using var statistics = new NormStatistics(network.ActiveNorms(architecture));
        statistics.Save();
        try
        {
            trainBatches.Position = default;
            Recalibration.Run(network, architecture, statistics, trainBatches, options.RecalibrationBatches, cancel);
            using var pass = network.Compile(architecture);
            return Measurement.Run(validBatches, validBatches.Batch, pass.Run, network.Device, cancel);
        }
        finally
        {
            statistics.Restore();
        }
    }
}

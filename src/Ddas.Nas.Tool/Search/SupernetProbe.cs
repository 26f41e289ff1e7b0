using Ddas.Nas.Agents;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet;

namespace Ddas.Nas.Tool.Search;

/// <summary>
/// Measures the parts of a supernet's step: steps of the real environment with few batches and few images of D_V, and the
/// same without training, whose difference is the training. The environments are dropped, one after the other.
/// </summary>
/// <param name="options">The search's own.</param>
/// <param name="valid">Images in D_V.</param>
/// <param name="create">Makes an environment.</param>
internal sealed class SupernetProbe(SupernetEvaluatorOptions options, int valid, Func<SupernetEvaluatorOptions, SearchEnvironment> create)
{
    private const int ProbeBatches = 3;

    private int Images => options.ValidImages ?? valid;

    private int ProbeImages => Math.Min(Images, options.EvaluationBatchSize);

    private BatchNormPolicy Norms => options.BatchNorm.RecalibrationBatches > 0 ? BatchNormPolicy.Running : options.BatchNorm;

    /// <summary>Measures on architectures.</summary>
    public IReadOnlyList<StepPart> Measure(IReadOnlyList<ArchitectureWeights> actions, CancellationToken stop)
    {
        using (create(options)) { } // a wrong option of the search is told before anything is measured
        double[] training = Steps(ProbeBatches, Norms, actions, stop), evaluation = Steps(0, Norms, actions, stop);
        var parts = new List<StepPart> { new("training batch", options.Batches, Difference(training, evaluation)) };
        if (options.BatchNorm.RecalibrationBatches is > 0 and var recalibration)
            parts.Add(new("recalibration batch", recalibration, Difference(Steps(0, BatchNormPolicy.Recalibrate(ProbeBatches), actions, stop), evaluation)));
        parts.Add(new("evaluation batch", Images / (double)options.EvaluationBatchSize, [.. evaluation.Select(seconds => seconds * options.EvaluationBatchSize / ProbeImages)]));
        return parts;
    }

    private static double[] Difference(double[] with, double[] without) => [.. with.Zip(without, static (a, b) => Math.Max(0, a - b) / ProbeBatches)];

    private double[] Steps(int batches, BatchNormPolicy norms, IReadOnlyList<ArchitectureWeights> actions, CancellationToken stop)
    {
        using var environment = create(new SupernetEvaluatorOptions
        {
            Batches = batches, BatchSize = options.BatchSize, LearningRate = options.LearningRate, Momentum = options.Momentum, WeightDecay = options.WeightDecay, MaxGradientNorm = options.MaxGradientNorm,
            BatchNorm = norms, EvaluationBatchSize = options.EvaluationBatchSize, EvaluationPrecision = options.EvaluationPrecision, ValidImages = ProbeImages, AugmentValid = options.AugmentValid, Kernels = options.Kernels, Seed = options.Seed,
        });
        environment.Reset();
        return Timing.PerAction(actions, action => environment.Step(action, stop));
    }
}

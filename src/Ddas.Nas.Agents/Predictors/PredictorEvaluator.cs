using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Predictors;

/// <summary>
/// Answers with what a predictor expects, instead of training: a landscape for tests and teaching that is as rugged as the
/// records it was learned from. Accuracy is the prediction plus noise, a function of seed and step, kept from 0 to 1; loss is
/// 1 - accuracy. The reference is the mean of the records.
/// </summary>
public sealed class PredictorEvaluator : IArchitectureEvaluator, IDescribed
{
    private readonly ArchitecturePredictor predictor;
    private readonly PredictorEvaluatorOptions options;

    /// <summary>Wraps a predictor, which must not learn any more from then on.</summary>
    /// <param name="predictor">A predictor of accuracies as fractions, with at least two records.</param>
    /// <param name="options">How it measures; null for the defaults.</param>
    /// <exception cref="OptionsException">An option is out of range.</exception>
    /// <exception cref="ArgumentException">The predictor has fewer than two records, or one that is no fraction.</exception>
    public PredictorEvaluator(ArchitecturePredictor predictor, PredictorEvaluatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        options ??= new PredictorEvaluatorOptions();
        options.Validate();
        if (predictor.Records.Count < 2 || predictor.Records.Any(static record => record.Value is < 0 or > 1))
            throw new ArgumentException("The predictor needs at least two records, all of them accuracies from 0 to 1.", nameof(predictor));
        (this.predictor, this.options) = (predictor, options);
        Reference = Score(predictor.Records.Average(static record => record.Value));
    }

    /// <inheritdoc/>
    public SearchSpaceDefinition Space => predictor.Space;

    /// <inheritdoc/>
    public ArchitectureScore Reference { get; }

    /// <inheritdoc/>
    public IReadOnlyList<IArchitectureCost> Costs => predictor.Options.Costs;

    /// <inheritdoc/>
    public ArchitectureScore Evaluate(Architecture architecture, int step, CancellationToken abort)
    {
        abort.ThrowIfCancellationRequested();
        double expected = predictor.Predict(architecture, step).Value;
        return Score(options.Noise == 0 ? expected : expected + (options.Noise * new RandomStream(options.Seed, RandomPurpose.Environment, step).NextGaussian()));
    }

    /// <inheritdoc/>
    public void Describe(RunDescription into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Kind("predictor");
        into.SetSeed(options.Seed);
        into.Set("noise", options.Noise);
        into.Set("records", FormattableString.Invariant($"{predictor.Records.Count}, values {predictor.Records.Sum(static record => record.Value):R}"));
    }

    private static ArchitectureScore Score(double accuracy)
    {
        double kept = Math.Clamp(accuracy, 0, 1);
        return new ArchitectureScore(kept, 1 - kept);
    }
}

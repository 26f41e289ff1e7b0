using Ddas.Nas.Pareto.Statistics;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.Agents.Predictors;

/// <summary>
/// Predicts a number of an architecture, for example its accuracy, from measured ones: a Gaussian process on what its
/// cells compute (live paths, operations, shape and cost). Kernel and noise maximize the marginal likelihood; they are learned
/// at the first prediction and again whenever there are 15 % more records, and between these fits a record takes one
/// triangular solve. Time grows with the third power of the number of records; some thousands are the most that is
/// sensible. Not thread-safe.
/// </summary>
public sealed class ArchitecturePredictor
{
    private const double NinetyPercent = 1.6448536269514722; // standard deviations either side of the mean
    private readonly ArchitectureFeatures features;
    private readonly PredictorModel[] models;
    private readonly List<PredictorRecord> records = [];
    private TargetScale? scale;
    private int chosen;
    private int nextFit;
    private int conditioned;

    /// <summary>Creates a predictor that knows nothing yet.</summary>
    /// <param name="space">The space of the architectures.</param>
    /// <param name="options">How it learns; null for the defaults.</param>
    /// <exception cref="OptionsException">An option is out of range.</exception>
    public ArchitecturePredictor(SearchSpaceDefinition space, PredictorOptions? options = null)
        : this(space, options ?? new PredictorOptions(), null)
    {
    }

    /// <summary>Creates a predictor that shares what it knows of the space with others of the same costs.</summary>
    internal ArchitecturePredictor(SearchSpaceDefinition space, PredictorOptions options, ArchitectureFeatures? features)
    {
        ArgumentNullException.ThrowIfNull(space);
        options.Validate();
        Options = options;
        this.features = features ?? new ArchitectureFeatures(space, options.Costs);
        models = PredictorModel.Of(this.features, options);
    }

    /// <summary>The space of the architectures.</summary>
    public SearchSpaceDefinition Space => features.Space;

    /// <summary>What it has learned from, in the order in which it was added.</summary>
    public IReadOnlyList<PredictorRecord> Records => records;

    internal PredictorOptions Options { get; }

    /// <summary>Where it stands between two fits: what files and checkpoints keep beside the records.</summary>
    internal PredictorMemo Memo => new(chosen, nextFit, Array.ConvertAll(models, static model => model.Process.Parameters));

    /// <summary>Reads a predictor that <see cref="Save"/> wrote; it predicts the same, and learns on in the same way.</summary>
    /// <param name="stream">JSON text, read from where it stands.</param>
    /// <param name="space">The space of the architectures.</param>
    /// <param name="costs">The costs it was made with, which the file names; null for none.</param>
    /// <exception cref="InvalidDataException">The text is no predictor, or one of another space or other costs.</exception>
    public static ArchitecturePredictor Load(Stream stream, SearchSpaceDefinition space, IReadOnlyList<IArchitectureCost>? costs = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(space);
        return PredictorFile.Read(stream, space, costs ?? []);
    }

    /// <summary>Writes the predictor as JSON.</summary>
    /// <param name="stream">Written to from where it stands, and left open.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        PredictorFile.Write(this, stream);
    }

    /// <summary>Learns from one measurement.</summary>
    /// <param name="architecture">What was measured.</param>
    /// <param name="value">What came out, finite.</param>
    /// <param name="step">When it was measured, at least 0; counts only with <see cref="PredictorOptions.Drift"/>.</param>
    /// <exception cref="ArgumentException">The architecture belongs to another space, or the value is not finite.</exception>
    public void Add(Architecture architecture, double value, int step = 0)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        if (!architecture.Space.Equals(Space)) throw new ArgumentException($"The architecture belongs to space '{architecture.Space}', but the predictor to '{Space}'.", nameof(architecture));
        if (!double.IsFinite(value)) throw new ArgumentException($"A record needs a finite value, not {value}.", nameof(value));
        records.Add(new PredictorRecord(architecture, value, step));
        var point = Point(architecture, step);
        foreach (var model in models) model.Process.Add(model.Point(point));
    }

    /// <summary>What is expected of an architecture.</summary>
    /// <param name="architecture">Any of the space.</param>
    /// <param name="step">When it would be measured; counts only with <see cref="PredictorOptions.Drift"/>.</param>
    /// <exception cref="InvalidOperationException">There are fewer than two records.</exception>
    public Prediction Predict(Architecture architecture, int step = 0)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var (mean, deviation) = OnScale(architecture, step);
        double low = scale!.From(mean - (NinetyPercent * deviation)), high = scale.From(mean + (NinetyPercent * deviation));
        return new Prediction(scale.From(mean), Math.Min(low, high), Math.Max(low, high));
    }

    /// <summary>
    /// Leaves out one part of the records after the other, learns from the rest and predicts the part. With drift, each is
    /// predicted for the step at which it was measured.
    /// </summary>
    /// <param name="folds">Number of parts, at least 2 and at most the number of records. Default 10.</param>
    /// <param name="seed">Seed of the parts. Default 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer records than parts, or too few to learn from the rest.</exception>
    public PredictorQuality CrossValidate(int folds = 10, long seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, records.Count);
        PredictorRecord[] shuffled = [.. records];
        new RandomStream(seed, RandomPurpose.Subset, folds).Shuffle<PredictorRecord>(shuffled);
        var predictions = new Prediction[shuffled.Length];
        for (int fold = 0; fold < folds; fold++)
        {
            var rest = new ArchitecturePredictor(Space, Options, features);
            for (int i = 0; i < shuffled.Length; i++)
                if (i % folds != fold) rest.Add(shuffled[i].Architecture, shuffled[i].Value, shuffled[i].Step);
            for (int i = fold; i < shuffled.Length; i += folds) predictions[i] = rest.Predict(shuffled[i].Architecture, shuffled[i].Step);
        }

        double[] measured = Array.ConvertAll(shuffled, static record => record.Value);
        return new PredictorQuality(
            RankCorrelation.KendallTauB(Array.ConvertAll(predictions, static p => p.Value), measured),
            predictions.Zip(measured).Average(static p => p.Second >= p.First.Lower && p.Second <= p.First.Upper ? 1.0 : 0),
            predictions.Zip(measured).Average(static p => Math.Abs(p.First.Value - p.Second)));
    }

    /// <summary>Mean and standard deviation on <see cref="TargetScale"/>, of a measurement or, without noise, of what lies behind it.</summary>
    internal (double Mean, double Deviation) OnScale(Architecture architecture, int step, bool noise = true)
    {
        Learn();
        var model = models[chosen];
        var (mean, variance) = model.Process.Predict(model.Point(Point(architecture, step)));
        return (mean, Math.Sqrt(noise ? variance + model.Process.NoiseVariance : variance));
    }

    /// <summary>A value on <see cref="TargetScale"/>.</summary>
    internal double ToScale(double value)
    {
        Learn();
        return scale!.To(value);
    }

    /// <summary>Takes up where a <see cref="Memo"/> was taken; the records must be those of then.</summary>
    /// <exception cref="InvalidDataException">It was taken from another kernel.</exception>
    internal void Resume(PredictorMemo memo)
    {
        if (!Memo.Fits(memo)) throw new InvalidDataException("The predictor's fit does not go with its kernel.");
        (chosen, nextFit) = (memo.Chosen, memo.NextFit);
        for (int m = 0; m < models.Length; m++) models[m].Process.Use(memo.Parameters[m]);
    }

    private void Learn()
    {
        int count = records.Count;
        if (count < 2) throw new InvalidOperationException($"A prediction needs at least two records, but there are {count}.");
        if (count == conditioned) return;
        scale = new TargetScale([.. records.Select(static record => record.Value)], Options.Direction);
        double[] targets = [.. records.Select(record => scale.To(record.Value))];
        if (count >= nextFit)
        {
            var (rounds, step) = nextFit == 0 ? (12, 0.8) : (4, 0.4);
            double[] posteriors = Array.ConvertAll(models, model => model.Process.Fit(targets, rounds, step));
            chosen = Array.IndexOf(posteriors, posteriors.Min());
            nextFit = Math.Max(count + 5, (int)(1.15 * count));
        }

        models[chosen].Process.Condition(targets);
        conditioned = count;
    }

    private SparseVector[] Point(Architecture architecture, int step) =>
        Options.Drift ? [.. features.Of(architecture), SparseVector.Dense(Math.Log(1 + step))] : features.Of(architecture);
}

using Ddas.Nas.Agents.Predictors;
using Ddas.Nas.Pareto;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.Agents.Front;

/// <summary>
/// What <see cref="PredictorAgent"/> knows of each objective: a predictor, or a cost that is exact. The first predicted
/// objective enters the expected improvement in closed form, further ones by Gauss-Hermite quadrature with three nodes.
/// </summary>
internal sealed class ObjectiveModels
{
    private static readonly (double Place, double Weight)[] Nodes = [(0, 2.0 / 3), (Math.Sqrt(3), 1.0 / 6), (-Math.Sqrt(3), 1.0 / 6)];
    private readonly SearchSpaceDefinition space;
    private readonly PredictorAgentOptions options;
    private readonly (IArchitectureCost Cost, double Limit)[] limits;
    private readonly (int Objective, double Sign, IArchitectureCost Cost, double Dearest)[] exact;
    private readonly int[] predicted;
    private readonly ArchitectureFeatures features;
    private ArchitecturePredictor[] predictors;

    public ObjectiveModels(SearchSpaceDefinition space, PredictorAgentOptions options)
    {
        (this.space, this.options) = (space, options);
        limits = [.. options.Limits.Select(limit => (options.Costs.Single(cost => cost.Name == limit.Key), limit.Value))];
        var costs = options.Objectives.Select(objective => options.Costs.FirstOrDefault(cost => cost.Name == objective.Name)).ToArray();
        predicted = [.. Enumerable.Range(0, costs.Length).Where(k => costs[k] is null)];
        exact = [.. Enumerable.Range(0, costs.Length).Where(k => costs[k] is not null).Select(k => Exact(k, costs[k]!))];
        features = new ArchitectureFeatures(space, options.Costs);
        predictors = Create();
    }

    /// <summary>Index of the first objective that is predicted.</summary>
    public int FirstPredicted => predicted[0];

    public bool IsAffordable(Architecture architecture) => Array.TrueForAll(limits, limit => limit.Cost.Of(architecture) <= limit.Limit);

    public void Clear() => predictors = Create();

    public void Add(Archive.Entry entry, int step)
    {
        for (int m = 0; m < predicted.Length; m++) predictors[m].Add(entry.Architecture, -entry.Costs[predicted[m]], step);
    }

    /// <summary>
    /// Where each measured architecture stands, as it was measured or, where scores drift, as it is predicted for now; the
    /// predicted objectives on the scale of their predictors.
    /// </summary>
    public List<Archive.Entry> Present(Archive archive, int step) =>
        [.. archive.Entries.DistinctBy(static entry => entry.Architecture).Select(entry => AtPresent(entry, step))];

    /// <summary>How much an architecture is expected to add to what is measured, if it were measured at a step.</summary>
    /// <param name="present">What is measured, where it stands now.</param>
    /// <param name="step">The step.</param>
    public Func<Architecture, double> Acquisition(IReadOnlyList<Archive.Entry> present, int step)
    {
        var known = present.Select(static entry => entry.Architecture).ToHashSet();
        var measured = present.Select(Place).ToList();
        double floor = measured.Min(static m => m.Level);
        double[] reference =
        [
            .. exact.Select(static e => e.Dearest),
            .. Enumerable.Range(exact.Length, predicted.Length - 1).Select(axis => measured.Max(m => m.Costs[axis])),
        ];
        var improvement = new ExpectedHypervolume(measured, floor, reference);
        return architecture =>
        {
            // Noise is what the features do not tell: it belongs to an architecture, and once measured it holds no hope.
            var (mean, deviation) = predictors[0].OnScale(architecture, step, noise: !known.Contains(architecture));
            var costs = new double[reference.Length];
            for (int e = 0; e < exact.Length; e++) costs[e] = exact[e].Sign * exact[e].Cost.Of(architecture);
            return Expectation(improvement, mean, deviation, costs, [.. predictors.Skip(1).Select(p => p.OnScale(architecture, step))]);
        };
    }

    /// <summary>What the first predicted objective of an architecture is expected to be, in its unit.</summary>
    public Prediction Expected(Architecture architecture, int step)
    {
        var negated = predictors[0].Predict(architecture, step);
        return options.Objectives[predicted[0]].Direction == Direction.Maximize
            ? negated
            : new Prediction(-negated.Value, -negated.Upper, -negated.Lower);
    }

    public void Capture(CheckpointState state)
    {
        for (int m = 0; m < predictors.Length; m++)
        {
            var (part, memo) = (state.Section(options.Objectives[predicted[m]].Name), predictors[m].Memo);
            part.Add<int>("fit", [memo.Chosen, memo.NextFit], 2);
            for (int k = 0; k < memo.Parameters.Length; k++) part.Add<double>($"kernel{k}", memo.Parameters[k], memo.Parameters[k].Length);
        }
    }

    public void Restore(CheckpointState state)
    {
        for (int m = 0; m < predictors.Length; m++)
        {
            var (part, memo) = (state.Section(options.Objectives[predicted[m]].Name), predictors[m].Memo);
            var fit = part.Get<int>("fit", 2);
            predictors[m].Resume(new PredictorMemo(fit[0], fit[1], [.. memo.Parameters.Select((p, k) => part.Get<double>($"kernel{k}", p.Length).ToArray())]));
        }
    }

    private ArchitecturePredictor[] Create() =>
        [.. predicted.Select(_ => new ArchitecturePredictor(space, new PredictorOptions { Costs = options.Costs, Kernel = options.Kernel, Drift = options.Drift }, features))];

    private (int, double, IArchitectureCost, double) Exact(int objective, IArchitectureCost cost)
    {
        double sign = options.Objectives[objective].Direction == Direction.Minimize ? 1 : -1;
        var range = CostRange.Of(architecture => sign * cost.Of(architecture), ArchitectureFeatures.First(space));
        double limit = sign > 0 && options.Limits.TryGetValue(cost.Name, out double most) ? most : double.PositiveInfinity;
        return (objective, sign, cost, Math.Min(limit, range.High) + (0.001 * (range.High - range.Low)));
    }

    private Archive.Entry AtPresent(Archive.Entry entry, int step)
    {
        double[] costs = [.. entry.Costs];
        for (int m = 0; m < predicted.Length; m++)
            costs[predicted[m]] = -(options.Drift ? predictors[m].OnScale(entry.Architecture, step).Mean : predictors[m].ToScale(-costs[predicted[m]]));
        return new Archive.Entry(entry.Architecture, costs);
    }

    private (double Level, double[] Costs) Place(Archive.Entry present) =>
        (-present.Costs[predicted[0]], [.. exact.Select(e => present.Costs[e.Objective]), .. predicted.Skip(1).Select(k => present.Costs[k])]);

    private static double Expectation(ExpectedHypervolume improvement, double mean, double deviation, double[] costs, ReadOnlySpan<(double Mean, double Deviation)> others)
    {
        if (others.IsEmpty) return improvement.Of(mean, deviation, costs);
        double sum = 0;
        foreach (var (place, weight) in Nodes)
        {
            costs[^others.Length] = -(others[0].Mean + (place * others[0].Deviation));
            sum += weight * Expectation(improvement, mean, deviation, costs, others[1..]);
        }

        return sum;
    }
}

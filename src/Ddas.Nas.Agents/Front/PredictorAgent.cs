using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Front;

/// <summary>
/// Bayesian optimization over architectures. Each step predicts candidates near the front and the best (one or two edits,
/// crossovers, random ones) by a Gaussian process, and measures the one with the greatest expected hypervolume
/// improvement (Emmerich et al. 2006); with one objective, the greatest expected improvement (Jones et al. 1998). Costs
/// that are known are exact. What does not change is measured once.
/// </summary>
public sealed class PredictorAgent : ISearchAgent, IResumable, IDescribed
{
    /// <summary>The phase of the random start, and that of the predictor.</summary>
    internal const string ExplorePhase = "explore", PredictPhase = "predict";

    private const int Best = 5, BestAlone = 10; // parents beside the front, and without a front
    private readonly SearchSpaceDefinition space;
    private readonly long seed;
    private readonly PredictorAgentOptions options;
    private readonly Variation variation;
    private readonly Archive archive;
    private readonly List<int> steps = []; // at which step each entry of the archive was measured
    private readonly Dictionary<Architecture, int> lastStep = [];
    private readonly HashSet<Architecture> asked = [];
    private readonly ObjectiveModels models;
    private AgentDiagnostics diagnostics = new(ExplorePhase);

    /// <summary>Creates an agent that begins with random architectures.</summary>
    /// <param name="space">The space to search.</param>
    /// <param name="seed">The search's seed.</param>
    /// <param name="options">How it searches; null for the defaults.</param>
    /// <exception cref="OptionsException">An option is out of range.</exception>
    public PredictorAgent(SearchSpaceDefinition space, long seed, PredictorAgentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        options ??= new PredictorAgentOptions();
        options.Validate();
        (this.space, this.seed, this.options) = (space, seed, options);
        variation = new Variation(space, options.None);
        archive = new Archive(space, options.Objectives);
        models = new ObjectiveModels(space, options);
        foreach (var known in options.Known) Learn(archive.Add(known.Architecture, known.Score), 0);
    }

    /// <inheritdoc/>
    /// <remarks>Beside the phase: what it expected of the first predicted objective, and the 90 % interval.</remarks>
    public AgentDiagnostics Diagnostics => diagnostics;

    /// <inheritdoc/>
    public ArchitectureWeights Act(ArchitectureWeights state, int step)
    {
        var random = new RandomStream(seed, RandomPurpose.Evolution, step);
        bool explores = archive.Entries.Count < options.Initial;
        diagnostics = new AgentDiagnostics(ExplorePhase);
        if (explores && options.Limits.Count == 0) return UniformAction.At(space, seed, step);
        var chosen = explores ? Affordable(ref random) : Propose(step, ref random);
        asked.Add(chosen);
        return chosen.Weights;
    }

    /// <inheritdoc/>
    public void Observe(Transition transition)
    {
        ArgumentNullException.ThrowIfNull(transition);
        Learn(archive.Add(transition.Outcome.Architecture, transition.Outcome.Score), transition.Step);
    }

    /// <inheritdoc/>
    public void Describe(RunDescription into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Kind("predictor");
        into.SetSeed(seed);
        into.Set("objectives", string.Join(", ", options.Objectives));
        into.Set("costs", string.Join(", ", options.Costs.Select(static cost => cost.Name)));
        into.Set("limits", string.Join(", ", options.Limits.OrderBy(static limit => limit.Key, StringComparer.Ordinal).Select(static limit => FormattableString.Invariant($"{limit.Key} {limit.Value:R}"))));
        into.Set("initial", options.Initial);
        into.Set("candidates", options.Candidates);
        into.Set("known", FormattableString.Invariant($"{options.Known.Count}, accuracies {options.Known.Sum(static known => known.Score.Accuracy):R}"));
        into.Set("drift", options.Drift);
        into.Set("kernel", options.Kernel);
        into.Set("none", options.None);
    }

    /// <inheritdoc/>
    public void Capture(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        archive.Capture(state);
        state.Add<int>("steps", steps.ToArray(), steps.Count);
        ArchitectureArrays.Add(state, "asked", space, asked);
        models.Capture(state);
    }

    /// <inheritdoc/>
    public void Restore(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        archive.Restore(state);
        var at = state.Get<int>("steps", archive.Entries.Count);
        steps.Clear();
        lastStep.Clear();
        asked.Clear();
        asked.UnionWith(ArchitectureArrays.Get(state, "asked", space));
        models.Clear();
        for (int i = 0; i < at.Length; i++) Learn(archive.Entries[i], at[i]);
        models.Restore(state);
    }

    private void Learn(Archive.Entry entry, int step)
    {
        steps.Add(step);
        lastStep[entry.Architecture] = step;
        models.Add(entry, step);
    }

    private Architecture Propose(int step, ref RandomStream random)
    {
        var present = models.Present(archive, step);
        var acquisition = models.Acquisition(present, step);
        var chosen = Candidates(present, step, ref random).MaxBy(acquisition) ?? Affordable(ref random);
        var expected = models.Expected(chosen, step);
        diagnostics = new AgentDiagnostics(PredictPhase, Figures.None.With("expected", expected.Value).With("expectedLow", expected.Lower).With("expectedHigh", expected.Upper));
        return chosen;
    }

    // 40 % one edit, 20 % two edits, 20 % crossover and one edit, 20 % random.
    private List<Architecture> Candidates(List<Archive.Entry> present, int step, ref RandomStream random)
    {
        bool front = options.Objectives.Count > 1;
        List<Architecture> parents = [.. present.OrderBy(e => e.Costs[models.FirstPredicted]).Take(front ? Best : BestAlone).Select(static e => e.Architecture)];
        if (front) parents.AddRange(archive.Front(present).Select(static e => e.Architecture));
        var pool = options.Drift ? parents.Distinct().Where(parent => IsOpen(parent, step)).ToList() : [];
        var seen = pool.ToHashSet();
        for (int tries = 0; tries < 4 * options.Candidates && pool.Count < options.Candidates; tries++)
        {
            double kind = random.NextDouble();
            var parent = parents[random.NextInt(parents.Count)];
            var candidate = kind < 0.4 ? variation.Mutate(parent, 1, ref random)
                : kind < 0.6 ? variation.Mutate(parent, 2, ref random)
                : kind < 0.8 ? variation.Mutate(variation.Cross(parent, parents[random.NextInt(parents.Count)], ref random), 1, ref random)
                : variation.Random(ref random);
            if (IsOpen(candidate, step) && seen.Add(candidate)) pool.Add(candidate);
        }

        return pool;
    }

    // Where scores drift, what was measured is open again once the search is twice as old as its last record.
    private bool IsOpen(Architecture candidate, int step) =>
        (lastStep.TryGetValue(candidate, out int last) ? options.Drift && step + 1 >= 2 * (last + 1) : !asked.Contains(candidate)) && models.IsAffordable(candidate);

    private Architecture Affordable(ref RandomStream random)
    {
        const int Tries = 10_000;
        Architecture drawn = variation.Random(ref random);
        for (int i = 0; i < Tries && !models.IsAffordable(drawn); i++) drawn = variation.Random(ref random);
        return drawn;
    }
}

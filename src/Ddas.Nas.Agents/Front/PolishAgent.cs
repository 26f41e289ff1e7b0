using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Front;

/// <summary>
/// Lets another agent search, and spends the last part of the steps on neighbours of the front that were not measured yet
/// (as <see cref="ParetoLocalSearchAgent"/> chooses them). The other agent is not told of these. Where nothing new is near,
/// it goes on.
/// </summary>
public sealed class PolishAgent : DelegatingAgent
{
    /// <summary>The phase at the end.</summary>
    internal const string PolishPhase = "polish";

    private readonly long seed;
    private readonly int steps;
    private readonly PolishOptions options;
    private readonly Archive archive;
    private bool polishes;

    /// <summary>Wraps an agent, which is disposed with this one.</summary>
    /// <param name="inner">The agent.</param>
    /// <param name="space">The space that it searches.</param>
    /// <param name="seed">The search's seed.</param>
    /// <param name="steps">Steps of the whole search, at least 1.</param>
    /// <param name="options">How the search ends; null for the defaults.</param>
    /// <exception cref="OptionsException">An option is out of range.</exception>
    /// <exception cref="ArgumentException">The agent is planned for another number of steps.</exception>
    public PolishAgent(ISearchAgent inner, SearchSpaceDefinition space, long seed, int steps, PolishOptions? options = null)
        : base(inner)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        if (inner.PlannedSteps is { } planned && planned != steps) throw new ArgumentException($"The agent is planned for {planned} steps, but the whole search has {steps}; plan both alike.", nameof(steps));
        options ??= new PolishOptions();
        options.Validate();
        (this.seed, this.steps, this.options) = (seed, steps, options);
        archive = new Archive(space, options.Objectives);
    }

    /// <inheritdoc/>
    public override int? PlannedSteps => steps;

    /// <inheritdoc/>
    public override AgentDiagnostics Diagnostics => polishes ? new AgentDiagnostics(PolishPhase) : base.Diagnostics;

    /// <inheritdoc/>
    public override ArchitectureWeights Act(ArchitectureWeights state, int step)
    {
        var random = new RandomStream(seed, RandomPurpose.Evolution, step);
        bool late = step >= steps - Math.Round(options.Share * steps) && archive.Entries.Count > 0;
        var neighbour = late ? archive.NewNeighbour(options.None, ref random) : null;
        polishes = neighbour is not null;
        return neighbour?.Weights ?? base.Act(state, step);
    }

    /// <inheritdoc/>
    public override void Observe(Transition transition)
    {
        ArgumentNullException.ThrowIfNull(transition);
        archive.Add(transition.Outcome.Architecture, transition.Outcome.Score);
        if (!polishes) base.Observe(transition);
    }

    /// <inheritdoc/>
    public override void Describe(RunDescription into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Kind("polish");
        into.SetSeed(seed);
        into.Set("steps", steps);
        into.Set("objectives", string.Join(", ", options.Objectives));
        into.Set("share", options.Share);
        into.Set("none", options.None);
        base.Describe(into);
    }

    /// <inheritdoc/>
    public override void Capture(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        archive.Capture(state.Section("polish"));
        base.Capture(state.Section("inner"));
    }

    /// <inheritdoc/>
    public override void Restore(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        archive.Restore(state.Section("polish"));
        base.Restore(state.Section("inner"));
    }
}

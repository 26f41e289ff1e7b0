using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;

namespace Ddas.Nas.Agents.Evolution;

/// <summary>
/// Hill climbing with random restarts (White et al. 2021): from a random architecture to better and better neighbours
/// (one operation or one input edge away), until none is more accurate; then from another random one. Within a climb no
/// architecture is measured twice. Its actions are alpha_d of the neighbour.
/// </summary>
public sealed class LocalSearchAgent : ISearchAgent, IResumable, IDescribed
{
    /// <summary>The phase of a random start, and that of the climb after it.</summary>
    internal const string ExplorePhase = "explore", ClimbPhase = "climb";

    private readonly SearchSpaceDefinition space;
    private readonly long seed;
    private readonly LocalSearchOptions options;
    private readonly HashSet<Architecture> measured = [];
    private readonly Queue<Architecture> neighbours = new();
    private Candidate? centre;
    private Candidate? bestNeighbour;
    private string phase = ExplorePhase;

    /// <summary>Creates an agent that begins with a random architecture.</summary>
    /// <param name="space">The space to search.</param>
    /// <param name="seed">The search's seed.</param>
    /// <param name="options">How it climbs; null for the defaults.</param>
    /// <exception cref="OptionsException">An option is not a defined value.</exception>
    public LocalSearchAgent(SearchSpaceDefinition space, long seed, LocalSearchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        options ??= new LocalSearchOptions();
        options.Validate();
        (this.space, this.seed, this.options) = (space, seed, options);
    }

    /// <inheritdoc/>
    public AgentDiagnostics Diagnostics => new(phase);

    /// <inheritdoc/>
    public ArchitectureWeights Act(ArchitectureWeights state, int step)
    {
        phase = centre is null ? ExplorePhase : ClimbPhase;
        return centre is null ? UniformAction.At(space, seed, step) : neighbours.Peek().Weights;
    }

    /// <inheritdoc/>
    public void Observe(Transition transition)
    {
        ArgumentNullException.ThrowIfNull(transition);
        var seen = new Candidate(transition.Outcome.Architecture, transition.Outcome.Score.Accuracy);
        measured.Add(seen.Architecture);
        if (centre is null)
        {
            MoveTo(seen, transition.Step);
        }
        else
        {
            neighbours.Dequeue();
            if (seen.Accuracy > (bestNeighbour ?? centre).Accuracy) bestNeighbour = seen;
            bool allMeasured = neighbours.Count == 0;
            if (bestNeighbour is not null && (allMeasured || options.Move == LocalSearchMove.FirstBetter)) MoveTo(bestNeighbour, transition.Step);
        }

        if (neighbours.Count == 0) Restart();
    }

    /// <inheritdoc/>
    public void Describe(RunDescription into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Kind("local");
        into.SetSeed(seed);
        into.Set("move", options.Move);
        into.Set("none", options.None);
    }

    /// <inheritdoc/>
    public void Capture(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArchitectureArrays.Add(state, "measured", space, measured);
        ArchitectureArrays.Add(state, "neighbours", space, neighbours);
        Add(state.Section("centre"), centre);
        Add(state.Section("best_neighbour"), bestNeighbour);
    }

    /// <inheritdoc/>
    public void Restore(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Restart();
        neighbours.Clear();
        measured.UnionWith(ArchitectureArrays.Get(state, "measured", space));
        foreach (var neighbour in ArchitectureArrays.Get(state, "neighbours", space)) neighbours.Enqueue(neighbour);
        (centre, bestNeighbour) = (Get(state.Section("centre")), Get(state.Section("best_neighbour")));
    }

    private void Add(CheckpointState state, Candidate? candidate)
    {
        if (candidate is null) return;
        ArchitectureArrays.Add(state, "architecture", space, [candidate.Architecture]);
        state.Add<double>("accuracy", [candidate.Accuracy], 1);
    }

    private Candidate? Get(CheckpointState state) => state.Has("accuracy")
        ? new Candidate(ArchitectureArrays.Get(state, "architecture", space)[0], state.Get<double>("accuracy", 1)[0])
        : null;

    private void MoveTo(Candidate candidate, int step)
    {
        (centre, bestNeighbour) = (candidate, null);
        neighbours.Clear();
        PairChange[] changes = [.. Neighbourhood.OperationChanges(candidate.Architecture, options.None), .. Neighbourhood.EdgeChanges(candidate.Architecture)];
        new RandomStream(seed, RandomPurpose.Evolution, step).Shuffle<PairChange>(changes);
        foreach (var change in changes)
        {
            var neighbour = change.ApplyTo(candidate.Architecture);
            if (!measured.Contains(neighbour)) neighbours.Enqueue(neighbour);
        }
    }

    private void Restart()
    {
        (centre, bestNeighbour) = (null, null);
        measured.Clear();
    }

    private sealed record Candidate(Architecture Architecture, double Accuracy);
}

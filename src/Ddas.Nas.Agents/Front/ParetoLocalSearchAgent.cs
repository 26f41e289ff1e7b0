using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Front;

/// <summary>
/// Pareto local search (Paquete et al. 2004): after a random start it measures neighbours of the front (one operation or
/// one input edge away), each time a random one of the member whose neighbourhood is least known. Where all neighbours of
/// the front are measured, those of the front behind it are next.
/// </summary>
public sealed class ParetoLocalSearchAgent : ISearchAgent, IResumable, IDescribed
{
    /// <summary>The phase of the random start, and the one after.</summary>
    internal const string ExplorePhase = "explore", ClimbPhase = "climb";

    private readonly SearchSpaceDefinition space;
    private readonly long seed;
    private readonly ParetoLocalSearchOptions options;
    private readonly Archive archive;
    private string phase = ExplorePhase;

    /// <summary>Creates an agent that begins with random architectures.</summary>
    /// <param name="space">The space to search.</param>
    /// <param name="seed">The search's seed.</param>
    /// <param name="options">How it searches; null for the defaults.</param>
    /// <exception cref="OptionsException">An option is out of range.</exception>
    public ParetoLocalSearchAgent(SearchSpaceDefinition space, long seed, ParetoLocalSearchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        options ??= new ParetoLocalSearchOptions();
        options.Validate();
        (this.space, this.seed, this.options) = (space, seed, options);
        archive = new Archive(space, options.Objectives);
    }

    /// <inheritdoc/>
    public AgentDiagnostics Diagnostics => new(phase);

    /// <inheritdoc/>
    public ArchitectureWeights Act(ArchitectureWeights state, int step)
    {
        var random = new RandomStream(seed, RandomPurpose.Evolution, step);
        var neighbour = archive.Entries.Count < options.Initial ? null : archive.NewNeighbour(options.None, ref random);
        phase = neighbour is null ? ExplorePhase : ClimbPhase;
        return neighbour?.Weights ?? UniformAction.At(space, seed, step);
    }

    /// <inheritdoc/>
    public void Observe(Transition transition)
    {
        ArgumentNullException.ThrowIfNull(transition);
        archive.Add(transition.Outcome.Architecture, transition.Outcome.Score);
    }

    /// <inheritdoc/>
    public void Describe(RunDescription into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Kind("pareto-local");
        into.SetSeed(seed);
        into.Set("objectives", string.Join(", ", options.Objectives));
        into.Set("initial", options.Initial);
        into.Set("none", options.None);
    }

    /// <inheritdoc/>
    public void Capture(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        archive.Capture(state);
    }

    /// <inheritdoc/>
    public void Restore(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        archive.Restore(state);
    }
}

using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;

namespace Ddas.Nas.Agents.Evolution;

/// <summary>
/// Regularized (aging) evolution (Real et al. 2019, Algorithm 1). The population begins random; then each step draws a
/// sample, mutates its most accurate individual (one operation or one input edge, with equal chance where the space has
/// free edges), and the child takes the place of the oldest. An individual is worth the accuracy it had when it was
/// measured. Its actions are alpha_d of the child.
/// </summary>
public sealed class RegularizedEvolutionAgent : ISearchAgent, IResumable, IDescribed
{
    /// <summary>The phase while the population is filled at random, and the one after.</summary>
    internal const string ExplorePhase = "explore", EvolvePhase = "evolve";

    private readonly SearchSpaceDefinition space;
    private readonly long seed;
    private readonly EvolutionOptions options;
    private readonly Queue<Individual> population = new();
    private string phase = ExplorePhase;

    /// <summary>Creates an agent without population.</summary>
    /// <param name="space">The space to search.</param>
    /// <param name="seed">The search's seed.</param>
    /// <param name="options">How it breeds; null for Real et al.'s numbers.</param>
    /// <exception cref="OptionsException">An option is out of range.</exception>
    public RegularizedEvolutionAgent(SearchSpaceDefinition space, long seed, EvolutionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        options ??= new EvolutionOptions();
        options.Validate();
        (this.space, this.seed, this.options) = (space, seed, options);
    }

    /// <inheritdoc/>
    public AgentDiagnostics Diagnostics => new(phase);

    /// <inheritdoc/>
    public ArchitectureWeights Act(ArchitectureWeights state, int step)
    {
        if (population.Count < options.Population)
        {
            phase = ExplorePhase;
            return UniformAction.At(space, seed, step);
        }

        phase = EvolvePhase;
        var random = new RandomStream(seed, RandomPurpose.Evolution, step);
        return Mutate(Parent(ref random), ref random).Weights;
    }

    /// <inheritdoc/>
    public void Observe(Transition transition)
    {
        ArgumentNullException.ThrowIfNull(transition);
        population.Enqueue(new Individual(transition.Outcome.Architecture, transition.Outcome.Score.Accuracy));
        if (population.Count > options.Population) population.Dequeue();
    }

    /// <inheritdoc/>
    public void Describe(RunDescription into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Kind("evolution");
        into.SetSeed(seed);
        into.Set("population", options.Population);
        into.Set("sample", options.Sample);
        into.Set("none", options.None);
    }

    /// <inheritdoc/>
    public void Capture(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArchitectureArrays.Add(state, "population", space, [.. population.Select(static i => i.Architecture)]);
        state.Add<double>("accuracies", population.Select(static i => i.Accuracy).ToArray(), population.Count);
    }

    /// <inheritdoc/>
    public void Restore(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var architectures = ArchitectureArrays.Get(state, "population", space);
        var accuracies = state.Get<double>("accuracies", architectures.Length);
        population.Clear();
        for (int i = 0; i < architectures.Length; i++) population.Enqueue(new Individual(architectures[i], accuracies[i]));
    }

    private Architecture Parent(ref RandomStream random)
    {
        Individual[] alive = [.. population];
        var best = alive[random.NextInt(alive.Length)];
        for (int i = 1; i < options.Sample; i++)
        {
            var drawn = alive[random.NextInt(alive.Length)];
            if (drawn.Accuracy > best.Accuracy) best = drawn;
        }

        return best.Architecture;
    }

    private Architecture Mutate(Architecture parent, ref RandomStream random)
    {
        var operations = Neighbourhood.OperationChanges(parent, options.None);
        var edges = Neighbourhood.EdgeChanges(parent);
        var changes = edges.Count == 0 || (operations.Count > 0 && random.NextInt(2) == 0) ? operations : edges;
        return changes.Count == 0 ? parent : changes[random.NextInt(changes.Count)].ApplyTo(parent);
    }

    private readonly record struct Individual(Architecture Architecture, double Accuracy);
}

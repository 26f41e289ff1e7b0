using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Front;

/// <summary>
/// NSGA-II (Deb et al. 2002). A generation's children come from parents that win a tournament of two by rank, then by
/// crowding distance; the best of parents and children by the same order are the next parents. What was measured is not
/// measured again: such a child is mutated once more.
/// </summary>
public sealed class Nsga2Agent : ISearchAgent, IResumable, IDescribed
{
    /// <summary>The phase of the random first parents, and the one after.</summary>
    internal const string ExplorePhase = "explore", EvolvePhase = "evolve";

    private const int Tries = 2000; // children that were all measured, after which a random one is taken
    private readonly SearchSpaceDefinition space;
    private readonly long seed;
    private readonly Nsga2Options options;
    private readonly Variation variation;
    private readonly Archive archive;
    private readonly List<int> parents = []; // as indices into the archive
    private string phase = ExplorePhase;
    private int[] ranks = [];
    private double[] crowding = [];

    /// <summary>Creates an agent that begins with random architectures.</summary>
    /// <param name="space">The space to search.</param>
    /// <param name="seed">The search's seed.</param>
    /// <param name="options">How it breeds; null for the defaults.</param>
    /// <exception cref="OptionsException">An option is out of range.</exception>
    public Nsga2Agent(SearchSpaceDefinition space, long seed, Nsga2Options? options = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        options ??= new Nsga2Options();
        options.Validate();
        (this.space, this.seed, this.options) = (space, seed, options);
        variation = new Variation(space, options.None);
        archive = new Archive(space, options.Objectives);
    }

    /// <inheritdoc/>
    public AgentDiagnostics Diagnostics => new(phase);

    /// <inheritdoc/>
    public ArchitectureWeights Act(ArchitectureWeights state, int step)
    {
        phase = parents.Count == 0 ? ExplorePhase : EvolvePhase;
        if (phase == ExplorePhase) return UniformAction.At(space, seed, step);
        var random = new RandomStream(seed, RandomPurpose.Evolution, step);
        for (int tries = 0; tries < Tries; tries++)
        {
            var child = Child(ref random);
            if (archive.Contains(child)) child = variation.Mutate(child, 1, ref random);
            if (!archive.Contains(child)) return child.Weights;
        }

        return variation.Random(ref random).Weights;
    }

    /// <inheritdoc/>
    public void Observe(Transition transition)
    {
        ArgumentNullException.ThrowIfNull(transition);
        archive.Add(transition.Outcome.Architecture, transition.Outcome.Score);
        if (archive.Entries.Count % options.Population == 0) NextGeneration();
    }

    /// <inheritdoc/>
    public void Describe(RunDescription into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Kind("nsga2");
        into.SetSeed(seed);
        into.Set("objectives", string.Join(", ", options.Objectives));
        into.Set("population", options.Population);
        into.Set("crossover", options.Crossover);
        into.Set("mutation", options.Mutation);
        into.Set("none", options.None);
    }

    /// <inheritdoc/>
    public void Capture(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        archive.Capture(state);
        state.Add<int>("parents", parents.ToArray(), parents.Count);
    }

    /// <inheritdoc/>
    public void Restore(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        archive.Restore(state);
        parents.Clear();
        parents.AddRange(state.Get<int>("parents", -1));
        Order(parents);
    }

    // Deb et al., Section III-C: fast-non-dominated-sort, crowding-distance-assignment, the first N.
    private void NextGeneration()
    {
        List<int> all = [.. parents, .. Enumerable.Range(archive.Entries.Count - options.Population, options.Population)];
        Order(all);
        int[] best = [.. Enumerable.Range(0, all.Count).OrderBy(i => ranks[i]).ThenByDescending(i => crowding[i]).Take(options.Population).Select(i => all[i])];
        parents.Clear();
        parents.AddRange(best);
        Order(parents);
    }

    private void Order(List<int> of)
    {
        Archive.Entry[] entries = [.. of.Select(i => archive.Entries[i])];
        (ranks, crowding) = (new int[of.Count], new double[of.Count]);
        foreach (var (rank, front) in archive.Fronts(entries).Index())
        {
            var distances = archive.Crowding([.. front.Select(i => entries[i])]);
            for (int i = 0; i < front.Count; i++) (ranks[front[i]], crowding[front[i]]) = (rank, distances[i]);
        }
    }

    private Architecture Child(ref RandomStream random)
    {
        var child = Winner(ref random);
        if (random.NextDouble() < options.Crossover) child = variation.Cross(child, Winner(ref random), ref random);
        return variation.MutateEach(child, options.Mutation ?? (1.0 / space.ChosenPairs), ref random);
    }

    private Architecture Winner(ref RandomStream random)
    {
        int first = random.NextInt(parents.Count), second = random.NextInt(parents.Count);
        bool firstWins = ranks[first] < ranks[second] || (ranks[first] == ranks[second] && crowding[first] >= crowding[second]);
        return archive.Entries[parents[firstWins ? first : second]].Architecture;
    }
}

using Ddas.Nas.Pareto;
using Ddas.Nas.Pareto.Internal;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Front;

/// <summary>All that a search has measured, in order, by its objectives.</summary>
internal sealed class Archive(SearchSpaceDefinition space, IReadOnlyList<SearchObjective> objectives)
{
    private readonly List<Entry> entries = [];
    private readonly HashSet<Architecture> measured = [];
    private readonly Dictionary<Architecture, List<Architecture>> neighbours = [];
    private readonly Objective<Entry>[] costs =
        [.. objectives.Select(static (objective, k) => new Objective<Entry>(objective.Name, "", Direction.Minimize, entry => entry.Costs[k]))];

    public IReadOnlyList<Entry> Entries => entries;

    public bool Contains(Architecture architecture) => measured.Contains(architecture);

    public Entry Add(Architecture architecture, ArchitectureScore score) => Add(new Entry(architecture, [.. objectives.Select(o => o.Cost(score))]));

    /// <summary>Indices of entries, front by front: those that no other dominates, those that only these dominate, and so on.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Fronts(IReadOnlyList<Entry> of) => NonDominatedSorting.Fronts(of, costs);

    /// <summary>The crowding distances within one front.</summary>
    public IReadOnlyList<double> Crowding(IReadOnlyList<Entry> front) => NonDominatedSorting.CrowdingDistance(front, costs);

    /// <summary>The entries that no other dominates.</summary>
    public IEnumerable<Entry> Front(IReadOnlyList<Entry> of) => Fronts(of)[0].Select(i => of[i]);

    /// <summary>
    /// A random neighbour, not measured yet, of the member of the front with most of these; where the front has none, of
    /// the next front, and so on. Null where everything near is measured.
    /// </summary>
    public Architecture? NewNeighbour(NonePolicy none, ref RandomStream random)
    {
        foreach (var front in Fronts(entries))
        {
            List<Architecture> most = [];
            int ties = 0;
            foreach (int i in front)
            {
                var open = NewNeighbours(entries[i].Architecture, none);
                if (open.Count < most.Count || open.Count == 0) continue;
                ties = open.Count > most.Count ? 1 : ties + 1;
                if (random.NextInt(ties) == 0) most = open;
            }

            if (most.Count > 0) return most[random.NextInt(most.Count)];
        }

        return null;
    }

    public void Capture(CheckpointState state)
    {
        ArchitectureArrays.Add(state, "measured", space, [.. entries.Select(static entry => entry.Architecture)]);
        state.Add<double>("costs", entries.SelectMany(static entry => entry.Costs).ToArray(), entries.Count, objectives.Count);
    }

    public void Restore(CheckpointState state)
    {
        var architectures = ArchitectureArrays.Get(state, "measured", space);
        var numbers = state.Get<double>("costs", architectures.Length, objectives.Count);
        entries.Clear();
        measured.Clear();
        neighbours.Clear();
        for (int i = 0; i < architectures.Length; i++)
            Add(new Entry(architectures[i], numbers.Slice(i * objectives.Count, objectives.Count).ToArray()));
    }

    private Entry Add(Entry entry)
    {
        entries.Add(entry);
        measured.Add(entry.Architecture);
        return entry;
    }

    private List<Architecture> NewNeighbours(Architecture of, NonePolicy none)
    {
        if (!neighbours.TryGetValue(of, out var open))
            neighbours[of] = open = [.. Neighbourhood.OperationChanges(of, none).Concat(Neighbourhood.EdgeChanges(of)).Select(change => change.ApplyTo(of))];
        open.RemoveAll(measured.Contains);
        return open;
    }

    /// <summary>What was measured once; costs in the order of the objectives, less is better.</summary>
    internal sealed record Entry(Architecture Architecture, double[] Costs);
}

using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents;

/// <summary>Architectures in checkpoints: an int32 array [architectures, chosen pairs, 2] of edges and operations.</summary>
internal static class ArchitectureArrays
{
    public static void Add(CheckpointState state, string name, SearchSpaceDefinition space, IReadOnlyCollection<Architecture> architectures)
    {
        int[] numbers =
        [
            .. architectures.SelectMany(architecture => Enumerable.Range(0, space.CellKinds.Count).SelectMany(kind => architecture.Cell(kind)))
                .SelectMany(static pair => (int[])[pair.Edge, pair.Operation]),
        ];
        state.Add<int>(name, numbers, architectures.Count, space.ChosenPairs, 2);
    }

    /// <exception cref="CheckpointException">There are none, or they are none of the space.</exception>
    public static Architecture[] Get(CheckpointState state, string name, SearchSpaceDefinition space)
    {
        var numbers = state.Get<int>(name, -1, space.ChosenPairs, 2);
        int pairs = space.ChosenPairs / space.CellKinds.Count;
        var architectures = new Architecture[numbers.Length / (2 * space.ChosenPairs)];
        for (int i = 0; i < architectures.Length; i++)
        {
            var cells = new ChosenPair[space.CellKinds.Count][];
            for (int kind = 0; kind < cells.Length; kind++)
            {
                cells[kind] = new ChosenPair[pairs];
                for (int pair = 0; pair < pairs; pair++)
                {
                    int at = 2 * ((((i * cells.Length) + kind) * pairs) + pair);
                    cells[kind][pair] = new ChosenPair(numbers[at], numbers[at + 1]);
                }
            }

            architectures[i] = Create(name, space, cells);
        }

        return architectures;
    }

    private static Architecture Create(string name, SearchSpaceDefinition space, ChosenPair[][] cells)
    {
        try
        {
            return new Architecture(space, cells);
        }
        catch (ArgumentException e)
        {
            throw new CheckpointException($"The checkpoint's '{name}' holds what is no architecture of space '{space.Name}': {e.Message}", e);
        }
    }
}

using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Ddpg.Tests;

/// <summary>Spaces small enough for quick tests.</summary>
internal static class Spaces
{
    /// <summary>One cell kind, three edges, two operations: alpha has 6 numbers, an architecture 3 pairs.</summary>
    public static SearchSpaceDefinition Tiny { get; } = new(
        "tiny", ["cell"], new CellTopology(1, 2, EdgeChoice.EveryEdge, CellOutput.LastNode), [new Operation("first"), new Operation("second")]);
}

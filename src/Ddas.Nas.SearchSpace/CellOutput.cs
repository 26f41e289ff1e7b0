namespace Ddas.Nas.SearchSpace;

/// <summary>What a cell hands on.</summary>
public enum CellOutput
{
    /// <summary>All nodes, concatenated along the channels (DARTS).</summary>
    ConcatenateNodes,

    /// <summary>The last node alone (NAS-Bench-201).</summary>
    LastNode,
}

namespace Ddas.Nas.Reporting.Cells;

/// <summary>What a box of a cell's drawing stands for.</summary>
internal enum CellNodeKind
{
    /// <summary>The output of an earlier cell.</summary>
    Input,

    /// <summary>An operation on its way to a node.</summary>
    Operation,

    /// <summary>An operation that connects nothing.</summary>
    None,

    /// <summary>A sum of operations.</summary>
    Node,

    /// <summary>What the cell hands on.</summary>
    Output,

    /// <summary>Where a line passes a column without stopping.</summary>
    Bend,
}

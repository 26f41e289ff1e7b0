using System.Globalization;

namespace Ddas.Nas.SearchSpace.Analysis;

/// <summary>The width and depth of a cell (DDAS Section V, after Shu et al. 2020).</summary>
/// <param name="Width">Width in channels c of a node: from 0 to the number of nodes.</param>
/// <param name="Depth">Number of connections on the longest way from an input to the output; 0 for a dead cell.</param>
public readonly record struct CellShape(double Width, int Depth)
{
    /// <summary>As the paper writes it: <c>3.5c/3</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width:0.##}c/{Depth}");
}

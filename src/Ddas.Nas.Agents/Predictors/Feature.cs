namespace Ddas.Nas.Agents.Predictors;

/// <summary>The groups of numbers by which <see cref="ArchitectureFeatures"/> describes one cell.</summary>
internal enum Feature
{
    /// <summary>1 for each chosen (edge, operation).</summary>
    OneHot,

    /// <summary>Square roots of how often each live path occurs.</summary>
    Paths,

    /// <summary>Square roots of how often two operations follow each other on live paths.</summary>
    Pairs,

    /// <summary>On how many live edges each operation is.</summary>
    Uses,

    /// <summary>Number of live paths; greatest, least and mean number of convolutions on them; live edges. Each from 0 to 1.</summary>
    Shape,

    /// <summary>
    /// Where live edges come from: for each operation how many leave an input of the cell, and for each state how many
    /// leave it. Only where nodes choose their edges; elsewhere it is the same for all.
    /// </summary>
    Wiring,

    /// <summary>What the cell costs, each cost from 0 to 1 over the space.</summary>
    Cost,
}

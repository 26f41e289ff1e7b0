namespace Ddas.Nas.Agents.Predictors;

/// <summary>What an <see cref="ArchitecturePredictor"/> takes for likeness.</summary>
public enum KernelChoice
{
    /// <summary>At each fit the one that makes what was measured more likely.</summary>
    Likeliest,

    /// <summary>A sum over groups of features of exp(-distance): live paths, pairs, counts, shape and cost.</summary>
    Additive,

    /// <summary>Matern-5/2 with a length for each group of features: chosen pairs, pairs on paths, counts, shape and cost.</summary>
    Matern,
}

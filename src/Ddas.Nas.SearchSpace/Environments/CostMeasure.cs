namespace Ddas.Nas.SearchSpace.Environments;

/// <summary>A cost that a score carries.</summary>
public enum CostMeasure
{
    /// <summary><see cref="ArchitectureScore.Flops"/>.</summary>
    Flops,

    /// <summary><see cref="ArchitectureScore.Parameters"/>.</summary>
    Parameters,
}

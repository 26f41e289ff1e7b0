namespace Ddas.Nas.Agents.Benchmarks;

/// <summary>The landscape of a <see cref="SyntheticEnvironment"/>.</summary>
public sealed class SyntheticEnvironmentOptions
{
    /// <summary>Seed of the landscape, apart from the search's. Default 0.</summary>
    public long Seed { get; set; }

    /// <summary>Accuracy of the worst architecture, from 0 to 1. Default 0.1.</summary>
    public double Floor { get; set; } = 0.1;

    /// <summary>Accuracy of the best architecture, from 0 to 1, not below the floor. Default 0.9.</summary>
    public double Ceiling { get; set; } = 0.9;

    /// <summary>
    /// Weight of the terms of two pairs against those of one, from 0 to 1. Default 0: additive, with a known optimum.
    /// </summary>
    public double PairwiseWeight { get; set; }

    /// <summary>
    /// Visits after which a pair has reached 63 % of its worth, above 0: imitates shared weights that get better as they
    /// are trained. Default null: worth everything at once.
    /// </summary>
    public double? DriftVisits { get; set; }
}

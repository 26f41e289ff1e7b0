namespace Ddas.Nas.Torch;

/// <summary>The Adam optimizer as the agent trains its actor and critic (Section IV-B).</summary>
public sealed class AdamOptions
{
    /// <summary>Step size; from 0; default 1e-4, that of the actor (the critic's is 1e-3).</summary>
    public double LearningRate { get; set; } = 1e-4;

    /// <summary>Share of the mean gradient that is kept at a step; from 0, below 1; default 0.9.</summary>
    public double Beta1 { get; set; } = 0.9;

    /// <summary>Share of the mean squared gradient that is kept at a step; from 0, below 1; default 0.99 as printed (elsewhere often 0.999).</summary>
    public double Beta2 { get; set; } = 0.99;

    /// <summary>Added to the root of the mean squared gradient; from 0; default 1e-8.</summary>
    public double Epsilon { get; set; } = 1e-8;
}

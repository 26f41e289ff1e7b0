using System.ComponentModel;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Torch.Internal;

/// <summary>The Adam optimizer as the agent trains its actor and critic (Section IV-B).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
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

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(AdamOptions));
        errors.AtLeast(nameof(LearningRate), LearningRate, 0);
        errors.Check(Beta1 is >= 0 and < 1, FormattableString.Invariant($"Beta1 is {Beta1}, but must be from 0 and below 1."));
        errors.Check(Beta2 is >= 0 and < 1, FormattableString.Invariant($"Beta2 is {Beta2}, but must be from 0 and below 1."));
        errors.AtLeast(nameof(Epsilon), Epsilon, 0);
        errors.ThrowIfAny();
    }
}

using System.ComponentModel;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Torch.Internal;

/// <summary>Stochastic gradient descent as the search trains the supernet (Section III-B).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SgdOptions
{
    /// <summary>Step size; from 0; default 1e-3, that of the search.</summary>
    public double LearningRate { get; set; } = 1e-3;

    /// <summary>Share of the last direction that is kept; from 0 to 1; default 0.9.</summary>
    public double Momentum { get; set; } = 0.9;

    /// <summary>Factor of the parameter that is added to its gradient; from 0; default 3e-4.</summary>
    public double WeightDecay { get; set; } = 3e-4;

    /// <summary>Largest Euclidean norm of all gradients of a step together; above 0; null to leave them; default 5.</summary>
    public double? MaxGradientNorm { get; set; } = 5;

    /// <summary>
    /// Whether momentum is allocated at construction instead of at a parameter's first step; the numbers are the same.
    /// Default false.
    /// </summary>
    public bool PreallocateMomentum { get; set; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(SgdOptions));
        errors.AtLeast(nameof(LearningRate), LearningRate, 0);
        errors.InRange(nameof(Momentum), Momentum, 0, 1);
        errors.AtLeast(nameof(WeightDecay), WeightDecay, 0);
        if (MaxGradientNorm is { } norm) errors.Above(nameof(MaxGradientNorm), norm, 0);
        errors.ThrowIfAny();
    }
}

using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Benchmarks;

/// <summary>The landscape of a <see cref="SyntheticEvaluator"/>.</summary>
public sealed class SyntheticEvaluatorOptions
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

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(SyntheticEvaluatorOptions));
        errors.InRange(nameof(Floor), Floor, 0, 1);
        errors.InRange(nameof(Ceiling), Ceiling, 0, 1);
        errors.Check(!(Ceiling < Floor), FormattableString.Invariant($"Ceiling is {Ceiling}, but must not be below Floor, {Floor}."));
        errors.InRange(nameof(PairwiseWeight), PairwiseWeight, 0, 1);
        if (DriftVisits is { } visits) errors.Above(nameof(DriftVisits), visits, 0);
        errors.ThrowIfAny();
    }
}

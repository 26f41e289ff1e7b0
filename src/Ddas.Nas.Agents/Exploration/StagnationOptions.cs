using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Exploration;

/// <summary>When a <see cref="StagnationDetector"/> starts a burst of noise (DDAS-4S, final stage).</summary>
public sealed class StagnationOptions
{
    /// <summary>
    /// Two architectures are similar when fewer than this fraction of their chosen pairs differ; above 0, at most 1.
    /// Default 6/16 = 0.375 (fewer than 6 of DARTS' 16 pairs).
    /// </summary>
    public double DifferingFraction { get; set; } = 6.0 / 16;

    /// <summary>Similar comparisons in a row that start a burst. At least 1; default 32.</summary>
    public int SimilarSteps { get; set; } = 32;

    /// <summary>Steps of a burst. At least 1; default 32.</summary>
    public int BurstSteps { get; set; } = 32;

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(StagnationOptions));
        errors.Above(nameof(DifferingFraction), DifferingFraction, 0);
        errors.Check(!(DifferingFraction > 1), FormattableString.Invariant($"DifferingFraction is {DifferingFraction}, but must be at most 1."));
        errors.AtLeast(nameof(SimilarSteps), SimilarSteps, 1);
        errors.AtLeast(nameof(BurstSteps), BurstSteps, 1);
        errors.ThrowIfAny();
    }
}

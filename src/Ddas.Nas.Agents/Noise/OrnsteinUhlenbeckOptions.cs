using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Noise;

/// <summary>The constants of <see cref="OrnsteinUhlenbeckNoise"/> (DDAS-4S; values after Lillicrap et al. 2016).</summary>
public sealed class OrnsteinUhlenbeckOptions
{
    /// <summary>Rate of return to the mean, at least 0; theta x dt must be below 2, or the process grows without bound. Default 0.15.</summary>
    public double Theta { get; set; } = 0.15;

    /// <summary>Volatility, at least 0. Default 0.2.</summary>
    public double Sigma { get; set; } = 0.2;

    /// <summary>The mean that the process returns to, finite. Default 0.</summary>
    public double Mean { get; set; }

    /// <summary>
    /// Time between two steps, above 0. Default 1. With 0.01, common elsewhere, the deviation is only 0.11 at the end of a
    /// burst of 32 steps, which changes nothing of a saturated actor's architecture.
    /// </summary>
    public double TimeStep { get; set; } = 1;

    /// <summary>The value from which the process starts and to which it is reset, finite. Default 0.</summary>
    public double Start { get; set; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(OrnsteinUhlenbeckOptions));
        errors.AtLeast(nameof(Theta), Theta, 0);
        errors.AtLeast(nameof(Sigma), Sigma, 0);
        errors.Check(double.IsFinite(Mean), FormattableString.Invariant($"Mean is {Mean}, but must be finite."));
        errors.Above(nameof(TimeStep), TimeStep, 0);
        errors.Check(double.IsFinite(Start), FormattableString.Invariant($"Start is {Start}, but must be finite."));
        double product = Theta * TimeStep;
        errors.Check(!(product >= 2), FormattableString.Invariant($"Theta x TimeStep is {product}, but must be below 2."));
        errors.ThrowIfAny();
    }
}

using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Pareto.Statistics;

/// <summary>How <see cref="Bootstrap"/> resamples.</summary>
public sealed class BootstrapOptions
{
    /// <summary>Number of resamples, at least 100. Default 10,000.</summary>
    public int Resamples { get; set; } = 10_000;

    /// <summary>Share of intervals that shall hold the true value, between 0 and 1. Default 0.95.</summary>
    public double Confidence { get; set; } = 0.95;

    /// <summary>Default <see cref="BootstrapMethod.BiasCorrectedAccelerated"/>.</summary>
    public BootstrapMethod Method { get; set; } = BootstrapMethod.BiasCorrectedAccelerated;

    /// <summary>Any number; equal seeds give equal intervals. Default 0.</summary>
    public long Seed { get; set; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(BootstrapOptions));
        errors.AtLeast(nameof(Resamples), Resamples, 100);
        errors.Check(Confidence > 0 && Confidence < 1, FormattableString.Invariant($"{nameof(Confidence)} is {Confidence}, but must lie between 0 and 1."));
        errors.Defined(nameof(Method), Method);
        errors.ThrowIfAny();
    }
}

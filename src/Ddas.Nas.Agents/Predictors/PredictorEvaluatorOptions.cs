using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Predictors;

/// <summary>How a <see cref="PredictorEvaluator"/> measures.</summary>
public sealed class PredictorEvaluatorOptions
{
    /// <summary>Standard deviation of the noise on an accuracy, a fraction, at least 0. Default 0: the same at every measurement.</summary>
    public double Noise { get; set; }

    /// <summary>Seed of the noise. Default 0.</summary>
    public long Seed { get; set; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(PredictorEvaluatorOptions));
        errors.AtLeast(nameof(Noise), Noise, 0);
        errors.ThrowIfAny();
    }
}

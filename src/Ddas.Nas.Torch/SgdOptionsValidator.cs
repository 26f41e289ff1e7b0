using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Torch;

internal static class SgdOptionsValidator
{
    public static void Validate(SgdOptions options)
    {
        var errors = new OptionErrors(nameof(SgdOptions));
        errors.AtLeast(nameof(options.LearningRate), options.LearningRate, 0);
        errors.InRange(nameof(options.Momentum), options.Momentum, 0, 1);
        errors.AtLeast(nameof(options.WeightDecay), options.WeightDecay, 0);
        if (options.MaxGradientNorm is { } norm) errors.Above(nameof(options.MaxGradientNorm), norm, 0);
        errors.ThrowIfAny();
    }
}

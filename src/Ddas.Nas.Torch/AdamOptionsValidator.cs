using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Torch;

internal static class AdamOptionsValidator
{
    public static void Validate(AdamOptions options)
    {
        var errors = new OptionErrors(nameof(AdamOptions));
        errors.AtLeast(nameof(options.LearningRate), options.LearningRate, 0);
        errors.Check(options.Beta1 is >= 0 and < 1, FormattableString.Invariant($"Beta1 is {options.Beta1}, but must be from 0 and below 1."));
        errors.Check(options.Beta2 is >= 0 and < 1, FormattableString.Invariant($"Beta2 is {options.Beta2}, but must be from 0 and below 1."));
        errors.AtLeast(nameof(options.Epsilon), options.Epsilon, 0);
        errors.ThrowIfAny();
    }
}

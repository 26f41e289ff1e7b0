using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Exploration;

internal static class StagnationOptionsValidator
{
    public static void Validate(StagnationOptions options)
    {
        var errors = new OptionErrors(nameof(StagnationOptions));
        errors.Above(nameof(options.DifferingFraction), options.DifferingFraction, 0);
        errors.Check(!(options.DifferingFraction > 1), FormattableString.Invariant($"DifferingFraction is {options.DifferingFraction}, but must be at most 1."));
        errors.AtLeast(nameof(options.SimilarSteps), options.SimilarSteps, 1);
        errors.AtLeast(nameof(options.BurstSteps), options.BurstSteps, 1);
        errors.ThrowIfAny();
    }
}

using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Benchmarks;

internal static class SyntheticEnvironmentOptionsValidator
{
    public static void Validate(SyntheticEnvironmentOptions options)
    {
        var errors = new OptionErrors(nameof(SyntheticEnvironmentOptions));
        errors.InRange(nameof(options.Floor), options.Floor, 0, 1);
        errors.InRange(nameof(options.Ceiling), options.Ceiling, 0, 1);
        errors.Check(!(options.Ceiling < options.Floor), FormattableString.Invariant($"Ceiling is {options.Ceiling}, but must not be below Floor, {options.Floor}."));
        errors.InRange(nameof(options.PairwiseWeight), options.PairwiseWeight, 0, 1);
        if (options.DriftVisits is { } visits) errors.Above(nameof(options.DriftVisits), visits, 0);
        errors.ThrowIfAny();
    }
}

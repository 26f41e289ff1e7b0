using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents;

internal static class SearchLoopOptionsValidator
{
    public static void Validate(SearchLoopOptions options)
    {
        var errors = new OptionErrors(nameof(SearchLoopOptions));
        errors.AtLeast(nameof(options.Steps), options.Steps, 1);
        if (options.TimeLimit is { } limit) errors.Check(limit > TimeSpan.Zero, $"TimeLimit is {limit}, but must be above 0.");
        errors.Defined(nameof(options.None), options.None);
        errors.Defined(nameof(options.NonFinite), options.NonFinite);
        errors.InRange(nameof(options.SaturationWarning), options.SaturationWarning, 0, 1);
        errors.AtLeast(nameof(options.UnchangedWarning), options.UnchangedWarning, 1);
        errors.ThrowIfAny();
    }
}

using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Benchmarks;

internal static class ArchitectureTableOptionsValidator
{
    public static void Validate(ArchitectureTableOptions options)
    {
        var errors = new OptionErrors(nameof(ArchitectureTableOptions));
        Name(nameof(options.ArchitectureColumn), options.ArchitectureColumn);
        errors.Check(options.AccuracyColumns is { Count: > 0 }, "AccuracyColumns is empty, but must name at least one column.");
        foreach (string column in options.AccuracyColumns ?? []) Name(nameof(options.AccuracyColumns), column);
        if (options.TestColumn is { } test) Name(nameof(options.TestColumn), test);
        if (options.LossColumn is { } loss) Name(nameof(options.LossColumn), loss);
        if (options.CostColumn is { } cost) Name(nameof(options.CostColumn), cost);
        if (options.ParametersColumn is { } parameters) Name(nameof(options.ParametersColumn), parameters);
        if (options.Scale is { } scale) errors.Above(nameof(options.Scale), scale, 0);
        errors.ThrowIfAny();

        void Name(string option, string? column) => errors.Check(!string.IsNullOrWhiteSpace(column), $"{option} holds an empty name, but must name a column.");
    }
}

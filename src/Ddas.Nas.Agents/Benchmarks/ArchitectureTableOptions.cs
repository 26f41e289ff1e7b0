using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Benchmarks;

/// <summary>Which columns of a CSV file an <see cref="ArchitectureTable"/> reads, by their names in its first line.</summary>
public sealed class ArchitectureTableOptions
{
    /// <summary>The architecture's text. Default <c>arch</c>.</summary>
    public string ArchitectureColumn { get; set; } = "arch";

    /// <summary>
    /// Validation accuracy; at least one. Several are noise, for example one per training seed: each step draws one of
    /// them. Default <c>accuracy</c>.
    /// </summary>
    public IReadOnlyList<string> AccuracyColumns { get; set; } = ["accuracy"];

    /// <summary>Test accuracy; null, the default, for none.</summary>
    public string? TestColumn { get; set; }

    /// <summary>Validation loss; null, the default, for 1 - accuracy.</summary>
    public string? LossColumn { get; set; }

    /// <summary>Cost, at least 0, taken as it is, whatever its unit; null, the default, for none.</summary>
    public string? CostColumn { get; set; }

    /// <summary>Number of parameters, at least 0, taken as it is, whatever its unit; null, the default, for none.</summary>
    public string? ParametersColumn { get; set; }

    /// <summary>
    /// What an accuracy is multiplied with to become a fraction. Above 0; default null: 0.01 for a column that holds a
    /// number above 1, else 1.
    /// </summary>
    public double? Scale { get; set; }

    /// <summary>Whether every architecture of the space must have a row. Default true.</summary>
    public bool RequireComplete { get; set; } = true;

    /// <summary>
    /// The columns of <see cref="ArchitectureTable.NasBench201"/> that a search reads: validation accuracy after 12 epochs
    /// (a cheap, noisy signal), test accuracy after 200, multiply-adds and parameters in millions.
    /// </summary>
    public static ArchitectureTableOptions NasBench201() => new()
    {
        AccuracyColumns = ["cifar10_valid_e12"], TestColumn = "cifar10_test", CostColumn = "flops_m", ParametersColumn = "params_m",
    };

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(ArchitectureTableOptions));
        Name(nameof(ArchitectureColumn), ArchitectureColumn);
        errors.Check(AccuracyColumns is { Count: > 0 }, "AccuracyColumns is empty, but must name at least one column.");
        foreach (string column in AccuracyColumns ?? []) Name(nameof(AccuracyColumns), column);
        if (TestColumn is { } test) Name(nameof(TestColumn), test);
        if (LossColumn is { } loss) Name(nameof(LossColumn), loss);
        if (CostColumn is { } cost) Name(nameof(CostColumn), cost);
        if (ParametersColumn is { } parameters) Name(nameof(ParametersColumn), parameters);
        if (Scale is { } scale) errors.Above(nameof(Scale), scale, 0);
        errors.ThrowIfAny();

        void Name(string option, string? column) => errors.Check(!string.IsNullOrWhiteSpace(column), $"{option} holds an empty name, but must name a column.");
    }
}

using Ddas.Nas.Records;
using Ddas.Nas.Reporting.Runs;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting.Models;

/// <summary>What the cost of a step is called and how it is written: MFLOPs of the search network, or a table's cost column as it stands.</summary>
/// <param name="Name">On axes and in tables.</param>
/// <param name="Scale">A value is divided by it.</param>
internal sealed record CostUnit(string Name, double Scale)
{
    private const double Million = 1e6;

    /// <summary>Parameters, in millions.</summary>
    public static CostUnit Parameters { get; } = new("Parameters (M)", Million);

    /// <summary>FLOPs, in millions.</summary>
    public static CostUnit Flops { get; } = new("MFLOPs", Million);

    /// <summary>The unit of the steps' <see cref="StepRecord.Flops"/> in some runs; plain "cost" where they have different ones.</summary>
    public static CostUnit Of(IEnumerable<RunData> runs)
    {
        CostUnit[] units = [.. runs.Select(static run => run.Manifest).OfType<RunManifest>().Select(Of).Distinct()];
        return units.Length switch { 0 => Flops, 1 => units[0], _ => new CostUnit("cost", 1) };
    }

    /// <summary>A cost in this unit.</summary>
    public double Of(double value) => value / Scale;

    private static CostUnit Of(RunManifest manifest) =>
        (manifest.Options.GetValueOrDefault("evaluator") == "table" ? manifest.Options.GetValueOrDefault("evaluator.cost") : manifest.Options.GetValueOrDefault("table") is { Length: > 0 } ? manifest.Options.GetValueOrDefault("cost") : null) is { Length: > 0 } column
            ? new CostUnit(column, 1)
            : Flops;
}

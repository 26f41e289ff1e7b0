using System.Globalization;
using System.Text;
using Ddas.Nas.Pareto;
using Ddas.Nas.Pareto.Statistics;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;
using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.Analysis;

/// <summary>What can be said of architectures without training them, and of a finished run without a tensor library.</summary>
internal static class ArchitectureReport
{
    private static readonly Objective<StepRecord>[] Objectives = [StepObjectives.Accuracy, StepObjectives.Flops];

    /// <summary>Cost and shape of each published cell at the size of the paper's Table 1.</summary>
    public static string OfPublishedCells()
    {
        var cost = new DartsNetworkCost(new NetworkSkeleton());
        var text = new StringBuilder();
        foreach (var cell in PublishedCells.All)
        {
            var architecture = cell.Genotype.ToArchitecture(SearchSpaceDefinition.Darts);
            var of = cost.Of(architecture);
            text.Append(CultureInfo.InvariantCulture, $"{cell.Name,-24} {of.ParametersWithAuxiliary,9} parameters  {of.FlopsPaper,13} FLOPs  normal {CellShapeAnalysis.Of(architecture, 0),7}  reduction {CellShapeAnalysis.Of(architecture, 1),7}\n");
        }

        return text.ToString();
    }

    /// <summary>The front of a run, the volume under it and how cost and accuracy go together.</summary>
    public static string OfSteps(IReadOnlyList<StepRecord> steps)
    {
        var known = steps.Where(static s => s.Flops is not null).ToList();
        if (known.Count == 0) return "No step has a cost.\n";
        var front = new ParetoFront<StepRecord>(Objectives, known);
        double volume = Hypervolume.Of(front, [0, known.Max(static s => s.Flops!.Value)]);
        double correlation = RankCorrelation.Spearman([.. known.Select(static s => s.Accuracy)], [.. known.Select(static s => s.Flops!.Value)]);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{known.Count} steps, {front.Items.Count} on the front, hypervolume {volume:G4}, Spearman of accuracy and FLOPs {correlation:F3}\n");
        foreach (var step in front.OrderedBy(Objectives[1]))
            text.Append(CultureInfo.InvariantCulture, $"step {step.Step,4}  {step.Accuracy:P1}  {step.Flops / 1e6:F1} MFLOPs  {step.Genotype}\n");
        return text.ToString();
    }
}

using Ddas.Nas.Pareto;
using Ddas.Nas.Records;
using Ddas.Nas.Reporting.Drawing;
using Ddas.Nas.Reporting.Runs;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting.Models;

/// <summary>What a report is about: runs as methods, and what all of its parts agree on.</summary>
internal sealed class Comparison
{
    public Comparison(IReadOnlyList<RunData> runs)
    {
        Runs = [.. runs];
        Methods = SearchMethod.Group(Runs);
        Cost = CostUnit.Of(Runs);
        ReferenceCost = HypervolumeCurve.ReferenceCost(Runs);
        Window = MovingMean.WindowFor(Runs.Select(static run => run.Steps.Count).DefaultIfEmpty(0).Max());
    }

    public IReadOnlyList<RunData> Runs { get; }

    /// <summary>The page's title.</summary>
    public required string Title { get; init; }

    /// <summary>Share of the most accurate steps whose widths and depths are counted.</summary>
    public required double TopShare { get; init; }

    /// <summary>Trained cells.</summary>
    public required IReadOnlyList<TrainedCellManifest> Trained { get; init; }

    /// <summary>Published curves.</summary>
    public required IReadOnlyList<ReferenceCurve> Published { get; init; }

    public IReadOnlyList<SearchMethod> Methods { get; }

    /// <summary>Unit of the steps' FLOPs.</summary>
    public CostUnit Cost { get; }

    /// <summary>The greatest cost of all runs; null where none is known.</summary>
    public double? ReferenceCost { get; }

    /// <summary>Steps of moving means.</summary>
    public int Window { get; }

    /// <summary>Every kind of cell of the runs' spaces, with its index there, what captions call it, and the methods that have it.</summary>
    public IEnumerable<(SearchSpaceDefinition Space, int Kind, string Cell, IReadOnlyList<int> Methods)> CellKinds()
    {
        SearchSpaceDefinition[] spaces = [.. Runs.Select(static run => run.Space).OfType<SearchSpaceDefinition>().Distinct()];
        foreach (var space in spaces)
            for (int kind = 0; kind < space.CellKinds.Count; kind++)
                yield return (
                    space, kind, spaces.Length == 1 ? space.CellName(kind) : $"{space.CellName(kind)} of {space.Name}",
                    [.. Enumerable.Range(0, Methods.Count).Where(m => space.Equals(Methods[m].Runs[0].Space))]);
    }

    public static Tone ToneOf(int method) => Tone.Of(Tone.Series, method);

    /// <summary>The front over all runs of a method, by rising cost, with the run of each step.</summary>
    public static IReadOnlyList<(RunData Run, StepRecord Step)> FrontOf(SearchMethod method)
    {
        var owners = new Dictionary<StepRecord, RunData>(ReferenceEqualityComparer.Instance);
        foreach (var run in method.Runs)
            foreach (var step in run.Front) owners[step] = run;
        return [.. StepFront.Of(owners.Keys).Select(step => (owners[step], step))];
    }

    /// <summary>A step as figures label it: with its seed where a method has several runs.</summary>
    public static string LabelOf(SearchMethod method, RunData run, StepRecord step) =>
        method.Runs.Count == 1 ? $"{step.Step}" : $"{(run.Manifest is { } manifest ? $"{manifest.Seed}" : run.Name)}/{step.Step}";

    /// <summary>The published curves of some quantities, each in the colour of the method of its name or in one of its own.</summary>
    public IReadOnlyList<(string Name, Tone Tone, IReadOnlyList<(double X, double Y)> Points)> References(string xName, string yName) =>
    [
        .. Published.Where(curve => curve.XName == xName && curve.YName == yName).Select((curve, i) =>
        {
            int method = Enumerable.Range(0, Methods.Count).FirstOrDefault(m => Methods[m].Name.Equals(curve.Name, StringComparison.OrdinalIgnoreCase) || (curve.Name == "RS" && Methods[m].Name == "Random search"), -1);
            return ($"{curve.Name} (published)", ToneOf(method >= 0 ? method : Methods.Count + i), curve.Points);
        }),
    ];
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.Tool.Reproduction;

namespace Ddas.Nas.Tool.Tests.Reproduction;

/// <summary>Runs whose figures a pencil can check.</summary>
internal static class ScriptedRuns
{
    /// <summary>A run that has one accuracy while it explores and another afterwards.</summary>
    public static IReadOnlyList<StepRecord> Run(int steps, double before, double after, Func<int, string>? genotype = null, Func<int, double>? flops = null) =>
        [.. Enumerable.Range(0, steps).Select(step => new StepRecord
        {
            Step = step,
            Phase = step < steps / 3 ? "explore" : "exploit",
            Genotype = genotype?.Invoke(step) ?? PublishedCells.Find("DARTS_V2")!.Genotype.ToString(),
            Accuracy = step < steps / 3 ? before : after,
            Loss = 1,
            Reward = 0,
            Seconds = 1,
            Figures = Figures.None.With(Figures.Flops, flops?.Invoke(step) ?? 1e6).With(Figures.Parameters, 1).With("noneCount", 2),
        })];

    /// <summary>A method's runs with seeds from 0.</summary>
    public static MethodRuns Of(ReproductionMethod method, params IReadOnlyList<StepRecord>[] runs) =>
        new(method, runs.Select((run, seed) => (run, seed)).ToDictionary(r => (long)r.seed, r => r.run));
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.Agents.Evolution;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Pareto.Statistics;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.TabularBenchmark;

/// <summary>Every agent on one table, at one budget, over several seeds.</summary>
internal static class Comparison
{
    /// <summary>How an agent of each method is made from a number of steps and a seed.</summary>
    public static readonly ImmutableArray<(string Name, Func<int, long, ISearchAgent> Create)> Methods =
    [
        ("rs", static (_, seed) => new RandomSearchAgent(SearchSpaceDefinition.NasBench201, seed)),
        ("nl", static (steps, seed) => Ddpg(DdpgAgentOptions.Nl(steps), seed)),
        ("g", static (steps, seed) => Ddpg(DdpgAgentOptions.G(steps), seed)),
        ("4s", static (steps, seed) => Ddpg(DdpgAgentOptions.FourStage(steps), seed)),
        ("evolution", static (_, seed) => new RegularizedEvolutionAgent(SearchSpaceDefinition.NasBench201, seed)),
        ("local", static (_, seed) => new LocalSearchAgent(SearchSpaceDefinition.NasBench201, seed)),
    ];

    /// <summary>Runs all methods; seeds of one method run beside each other.</summary>
    public static IReadOnlyDictionary<string, SearchOutcome[]> Run(ArchitectureTable table, int steps, int seeds, Action<string> done)
    {
        var results = new Dictionary<string, SearchOutcome[]>();
        foreach (var (name, create) in Methods)
        {
            var outcomes = new SearchOutcome[seeds];
            Parallel.For(0, seeds, seed => outcomes[seed] = Search(table, create(steps, seed), steps, seed));
            results[name] = outcomes;
            done(name);
        }

        return results;
    }

    /// <summary>The results as Markdown: a table of methods, and the curves of the best so far.</summary>
    public static string ToMarkdown(IReadOnlyDictionary<string, SearchOutcome[]> results, int steps)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"### {steps} steps, {results["rs"].Length} seeds");
        text.AppendLine().AppendLine("| method | accuracy, last sixth | less random search, 95 % interval | wins | p | test accuracy of the best | less random search, 95 % interval | p |");
        text.AppendLine("|---|---|---|---|---|---|---|---|");
        foreach (var (name, outcomes) in results)
            text.AppendLine($"| {name} | {Mean(outcomes, o => o.LastSixth)} | {Against(results, name, o => o.LastSixth, wins: true)} | {Mean(outcomes, o => o.TestOfBest)} | {Against(results, name, o => o.TestOfBest, wins: false)} |");

        int[] at = [.. Enumerable.Range(1, 10).Select(i => i * steps / 10)];
        text.AppendLine().AppendLine("Best accuracy so far, mean over seeds, after so many steps:").AppendLine();
        text.AppendLine($"| method | {string.Join(" | ", at)} |").AppendLine($"|---|{string.Concat(at.Select(_ => "---|"))}");
        foreach (var (name, outcomes) in results)
            text.AppendLine($"| {name} | {string.Join(" | ", at.Select(step => Percent(outcomes.Average(o => o.BestSoFar[step - 1]))))} |");
        return text.ToString();
    }

    private static SearchOutcome Search(ArchitectureTable table, ISearchAgent agent, int steps, long seed)
    {
        using var owned = agent as IDisposable;
        var records = new SearchLoop(new SearchEnvironment(new TabularEvaluator(table, seed)), agent, new SearchOptions { Steps = steps }).Run().Steps;
        var bestSoFar = new double[steps];
        for (int step = 0; step < steps; step++) bestSoFar[step] = Math.Max(records[step].Accuracy, step == 0 ? 0 : bestSoFar[step - 1]);
        return new SearchOutcome(records.TakeLast(Math.Max(1, steps / 6)).Average(r => r.Accuracy), records.MaxBy(r => r.Accuracy)!.TestAccuracy!.Value, bestSoFar);
    }

    private static DdpgAgent Ddpg(DdpgAgentOptions options, long seed)
    {
        options.Seed = seed;
        return new DdpgAgent(SearchSpaceDefinition.NasBench201, options);
    }

    private static string Mean(SearchOutcome[] outcomes, Func<SearchOutcome, double> figure)
    {
        double mean = outcomes.Average(figure);
        double deviation = Math.Sqrt(outcomes.Sum(o => Math.Pow(figure(o) - mean, 2)) / (outcomes.Length - 1));
        return $"{Percent(mean)} ± {Percent(deviation)}";
    }

    private static string Against(IReadOnlyDictionary<string, SearchOutcome[]> results, string name, Func<SearchOutcome, double> figure, bool wins)
    {
        if (name == "rs") return wins ? "- | - | -" : "- | -";
        var paired = PairedComparison.Of([.. results[name].Select(figure)], [.. results["rs"].Select(figure)]);
        var difference = paired.MeanDifference;
        string interval = $"{Percent(difference.Estimate)} ({Percent(difference.Lower)} to {Percent(difference.Upper)})";
        string p = paired.PermutationP.ToString("G2", CultureInfo.InvariantCulture);
        return wins ? $"{interval} | {paired.Wins}/{paired.Count} | {p}" : $"{interval} | {p}";
    }

    private static string Percent(double fraction) => (100 * fraction).ToString("F2", CultureInfo.InvariantCulture);
}

using System.Globalization;
using Ddas.Nas.Pareto;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Tool.Common;

namespace Ddas.Nas.Tool.Evaluation;

/// <summary>Which architectures of a run's front are meant: <c>--pick</c>.</summary>
internal static class CellPick
{
    public const string Forms = "front, best, under:FLOPS, under-params:N or buckets:N";

    private const int MostBuckets = 10_000;
    private static readonly Objective<StepRecord> Parameters = StepObjectives.Of("parameters");

    /// <summary>The steps that a text picks, by rising FLOPs.</summary>
    /// <exception cref="UsageException">The text is of no known form, or no step fits.</exception>
    public static IReadOnlyList<StepRecord> Of(IEnumerable<StepRecord> steps, string pick)
    {
        var front = new ParetoFront<StepRecord>([StepObjectives.Accuracy, StepObjectives.Flops], steps);
        if (front.Items.Count == 0) throw new UsageException("The run has no steps yet, so that nothing can be picked.");
        string[] parts = pick.Split(':');
        return (parts[0], parts.Length) switch
        {
            ("front", 1) => front.OrderedBy(StepObjectives.Flops),
            ("best", 1) => [front.Best(StepObjectives.Accuracy)],
            ("under", 2) => [Under(front, StepObjectives.Flops, Number(pick, parts[1]))],
            ("under-params", 2) => [Under(new ParetoFront<StepRecord>([StepObjectives.Accuracy, Parameters], steps), Parameters, Number(pick, parts[1]))],
            ("buckets", 2) when int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= MostBuckets => front.BestPerBucket(StepObjectives.Flops, count, StepObjectives.Accuracy),
            _ => throw Unknown(pick),
        };
    }

    private static StepRecord Under(ParetoFront<StepRecord> front, Objective<StepRecord> cost, double budget)
    {
        try
        {
            return front.BestUnder(cost, budget, StepObjectives.Accuracy);
        }
        catch (InvalidOperationException e)
        {
            throw new UsageException(e.Message, e);
        }
    }

    private static double Number(string pick, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && number > 0 ? number : throw Unknown(pick);

    private static UsageException Unknown(string pick) => new($"--pick is '{pick}', but must be {Forms}, with numbers above 0 as in under:60e6.");
}

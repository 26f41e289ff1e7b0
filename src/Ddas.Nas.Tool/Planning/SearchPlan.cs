using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Records;

namespace Ddas.Nas.Tool.Planning;

/// <summary>
/// How long a search will take and how much it will leave: arithmetic on what was measured. What is expected is that of the
/// median architecture, with as many steps in bursts as can be; at least and at most, those of the fastest and the slowest.
/// </summary>
internal sealed class SearchPlan
{
    private const int KeptCheckpoints = 2;
    private readonly SearchCosts costs;
    private readonly PlanOptions options;
    private readonly TimeSpan elapsed;

    /// <param name="costs">What was measured.</param>
    /// <param name="options">What is to be done.</param>
    /// <param name="from">The step that comes next; above 0 where a run goes on.</param>
    /// <param name="elapsed">Time that the run took before.</param>
    public SearchPlan(SearchCosts costs, PlanOptions options, int from = 0, TimeSpan elapsed = default)
    {
        (this.costs, this.options, this.elapsed, From) = (costs, options, elapsed, from);
        Phases = [.. costs.Agent.Select(Plan).Where(static phase => phase.Steps > 0)];
        var steps = Phases.Aggregate(Spread.Exactly(0), static (sum, phase) => sum + phase.Seconds);
        CheckpointEvery = Every(steps);
        (Checkpoints, CheckpointSeconds) = PlanCheckpoints();
        Seconds = steps + Spread.Exactly(CheckpointSeconds);
    }

    /// <summary>The run's seed.</summary>
    public long Seed { get; init; }

    /// <summary>Full path of the run's folder.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The step that comes next.</summary>
    public int From { get; }

    /// <summary>Steps that are still to do.</summary>
    public int Steps => Math.Max(0, options.Schedule.Steps - From);

    /// <summary>The phases that are still to do, in their order.</summary>
    public IReadOnlyList<PlannedPhase> Phases { get; }

    /// <summary>Steps from one checkpoint to the next.</summary>
    public long CheckpointEvery { get; }

    /// <summary>Checkpoints that will be written, the one at the end among them.</summary>
    public long Checkpoints { get; }

    /// <summary>What checkpoints and kept states take in all.</summary>
    public double CheckpointSeconds { get; }

    /// <summary>Seconds to the end: phases and checkpoints.</summary>
    public Spread Seconds { get; }

    /// <summary>Steps that will be done where the time limit ends the search before its last; null where it does not.</summary>
    public int? StepsWithinLimit =>
        options.TimeLimit is { } limit && Math.Max(0, (limit - elapsed).TotalSeconds) is var left && left < Seconds.Expected
            ? (int)Math.Min(Steps, Math.Ceiling(Steps * left / Seconds.Expected))
            : null;

    /// <summary>Bytes of the log at the end.</summary>
    public long LogBytes => costs.RecordBytes * (From + Steps);

    /// <summary>Bytes of the checkpoints at the end, of which the last two are kept.</summary>
    public long CheckpointBytes => costs.Checkpoint is null ? 0
        : (long)Enumerable.Range(0, (int)Math.Min(Checkpoints + (From > 0 ? 1 : 0), KeptCheckpoints)).Sum(i => costs.Checkpoint.BytesAt(Math.Max(From, From + Steps - (i * CheckpointEvery))));

    /// <summary>
    /// How many of so many steps of the final stage are in bursts, at most: the first begins once enough comparisons in a row
    /// were similar, the next as long after its end.
    /// </summary>
    /// <param name="steps">Steps of the stage.</param>
    /// <param name="stagnation">When bursts begin and how long they are.</param>
    /// <param name="underWay">Whether steps of the stage came before; a burst may then have just begun.</param>
    public static int MostBurstSteps(int steps, StagnationOptions stagnation, bool underWay)
    {
        // The first step has none to be compared with.
        int quiet = underWay ? 0 : stagnation.SimilarSteps + 1, cycle = stagnation.SimilarSteps + stagnation.BurstSteps;
        int left = Math.Max(0, steps - quiet);
        return (left / cycle * stagnation.BurstSteps) + Math.Min(left % cycle, stagnation.BurstSteps);
    }

    private PlannedPhase Plan(AgentCost agent)
    {
        var (begin, end) = Bounds(agent.Phase);
        int steps = Math.Max(0, end - Math.Max(begin, From));
        int bursts = agent is { Phase: SearchPhase.Final, BurstSeconds: not null } ? MostBurstSteps(steps, options.Stagnation, From > begin) : 0;
        double quiet = steps * agent.Seconds, more = bursts * ((agent.BurstSeconds ?? 0) - agent.Seconds);
        var learning = new Spread(quiet + more, quiet + Math.Min(0, more), quiet + Math.Max(0, more));
        return new PlannedPhase(agent.Phase.ToRecordName(), steps, bursts, (steps * costs.Environment) + learning);
    }

    private (int Begin, int End) Bounds(SearchPhase phase)
    {
        var schedule = options.Schedule;
        return phase switch
        {
            SearchPhase.Explore => (0, schedule.Explore),
            SearchPhase.Exploit => (schedule.Explore, schedule.Explore + schedule.Exploit),
            _ => (schedule.Explore + schedule.Exploit, schedule.Steps),
        };
    }

    /// <summary>Checkpoints come by steps or by minutes, whichever is first.</summary>
    private long Every(Spread steps)
    {
        double byMinutes = options.Interval.Minutes is { } minutes && steps.Expected > 0 ? Math.Ceiling(minutes * 60 * Steps / steps.Expected) : double.PositiveInfinity;
        return (long)Math.Clamp(Math.Min(byMinutes, options.Interval.Steps ?? double.PositiveInfinity), 1, int.MaxValue);
    }

    private (long Count, double Seconds) PlanCheckpoints()
    {
        if (costs.Checkpoint is not { } cost || Steps == 0) return (0, 0);
        long count = (Steps + CheckpointEvery - 1) / CheckpointEvery;
        double steps = (count * From) + (CheckpointEvery * (count - 1) * count / 2.0) + Steps; // all but the last come every so many steps
        double bytes = (count * (double)cost.Bytes) + (steps * cost.BytesPerStep);
        double kept = options.NonFinite switch
        {
            NonFinitePolicy.Skip => Steps * cost.BytesAt(From + ((Steps - 1) / 2.0)),
            NonFinitePolicy.Restore => bytes,
            _ => 0,
        };
        return (count, (bytes * (cost.CaptureSeconds + cost.HashSeconds)) + (kept * cost.CaptureSeconds));
    }
}

/// <summary>What a search was asked to do, as far as its length depends on it.</summary>
/// <param name="Schedule">Steps of each phase.</param>
/// <param name="Interval">How often checkpoints are written.</param>
/// <param name="Stagnation">When bursts begin and how long they are, for an agent that has them.</param>
/// <param name="NonFinite">Whether states are kept to be rolled back to.</param>
/// <param name="TimeLimit">The longest time; null for none.</param>
internal sealed record PlanOptions(
    ExplorationSchedule Schedule, CheckpointOptions Interval, StagnationOptions Stagnation, NonFinitePolicy NonFinite = NonFinitePolicy.Stop, TimeSpan? TimeLimit = null);

/// <summary>The steps of a phase that are still to do.</summary>
/// <param name="Phase">As step records name it.</param>
/// <param name="Steps">How many.</param>
/// <param name="BurstSteps">How many of them are in bursts, at most.</param>
/// <param name="Seconds">What all of them take.</param>
internal sealed record PlannedPhase(string Phase, int Steps, int BurstSteps, Spread Seconds);

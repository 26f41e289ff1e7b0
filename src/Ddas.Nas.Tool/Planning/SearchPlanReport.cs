using System.Diagnostics;
using System.Globalization;
using Ddas.Nas.Tool.Display;

namespace Ddas.Nas.Tool.Planning;

/// <summary>The answer of <c>ddas search --plan</c>.</summary>
internal sealed record SearchPlanReport
{
    public required string Agent { get; init; }

    public required string Dataset { get; init; }

    public required string Device { get; init; }

    public required int Threads { get; init; }

    /// <summary>Architectures that were measured.</summary>
    public required int Architectures { get; init; }

    /// <summary>The environment's parts of a step.</summary>
    public required IReadOnlyList<MeasuredPart> Parts { get; init; }

    /// <summary>Seconds of the environment for a step.</summary>
    public required Spread StepSeconds { get; init; }

    /// <summary>Seconds of the agent for a step.</summary>
    public required IReadOnlyList<MeasuredAgent> AgentSeconds { get; init; }

    /// <summary>The runs, in their order.</summary>
    public required IReadOnlyList<SearchPlan> Runs { get; init; }

    /// <summary>All runs together.</summary>
    public Spread Seconds => Runs.Aggregate(Spread.Exactly(0), static (sum, run) => sum + run.Seconds);

    public required MemoryPlan Memory { get; init; }

    public required DiskPlan Disk { get; init; }

    /// <summary>Writes it for people.</summary>
    public void WriteText(TextWriter to)
    {
        void Line(FormattableString text) => to.WriteLine(text.ToString(CultureInfo.InvariantCulture));
        Line($"{Agent} on {Dataset}, {Device}, {Threads} threads; nothing was written. Measured on {Architectures} architectures: the median, the fastest to the slowest.");
        foreach (var part in Parts) Line($"{part.Name,-22} {Time(part.Seconds),-34} x {part.PerStep:0.##} a step");
        Line($"{"environment, a step",-22} {Time(StepSeconds)}");
        foreach (var agent in AgentSeconds)
            Line($"{$"agent, {agent.Phase}",-22} {Time(agent.Seconds)}{(agent.BurstSeconds is { } burst ? $" ({Time(burst)} in a burst)" : "")}");
        foreach (var run in Runs) WriteRun(run, Line);
        if (Runs.Count > 1) Line($"{"all runs",-22} {Time(Seconds)}");
        Line($"{"memory, peak",-22} {Size(Memory.Expected)} expected; {Size(Memory.Measured)} while measuring, {Size(Memory.Loaded)} before it");
        Line($"{"disk",-22} {Size(Disk.Bytes)}; {Size(Disk.Free)} free{(Disk.Free < Disk.MostBytes ? $", which is not enough: {Size(Disk.MostBytes)} are needed while a checkpoint is written" : "")}");
    }

    private static void WriteRun(SearchPlan run, Action<FormattableString> line)
    {
        line($"seed {run.Seed}: {Plural.Of(run.Steps, "step")}{(run.From > 0 ? $" from step {run.From} on" : "")}, {run.Folder}");
        foreach (var phase in run.Phases)
            line($"  {$"{phase.Phase}, {Plural.Of(phase.Steps, "step")}",-20} {Time(phase.Seconds)}{(phase.BurstSteps > 0 ? $", at most {phase.BurstSteps} in bursts" : "")}");
        if (run.Checkpoints > 0) line($"  {Plural.Of(run.Checkpoints, "checkpoint"),-20} {Time(run.CheckpointSeconds)}, every {Plural.Of(run.CheckpointEvery, "step")}, without the disk's time");
        line($"  {"in all",-20} {Time(run.Seconds)}");
        if (run.StepsWithinLimit is { } steps) line($"  --time-limit ends it after about {Plural.Of(steps, "step")}");
    }

    private static string Time(Spread seconds) => $"{Time(seconds.Expected)} ({Time(seconds.Least)} to {Time(seconds.Most)})";

    private static string Time(double seconds) => seconds switch
    {
        < 1 => FormattableString.Invariant($"{seconds * 1e3:G3} ms"),
        < 120 => FormattableString.Invariant($"{seconds:F1} s"),
        < 7200 => FormattableString.Invariant($"{seconds / 60:F1} min"),
        < 172_800 => FormattableString.Invariant($"{seconds / 3600:F1} h"),
        _ => FormattableString.Invariant($"{seconds / 86_400:F1} days"),
    };

    private static string Size(long bytes) => bytes switch
    {
        < 1_000_000 => FormattableString.Invariant($"{bytes / 1e3:F0} kB"),
        < 1_000_000_000 => FormattableString.Invariant($"{bytes / 1e6:F0} MB"),
        _ => FormattableString.Invariant($"{bytes / 1e9:F1} GB"),
    };
}

/// <summary>A part of a step as the answer says it.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="PerStep">How many a step takes.</param>
/// <param name="Seconds">What one takes, over the architectures.</param>
internal sealed record MeasuredPart(string Name, double PerStep, Spread Seconds);

/// <summary>The agent's part of a step as the answer says it.</summary>
/// <param name="Phase">As step records name it.</param>
/// <param name="Seconds">A step without a burst.</param>
/// <param name="BurstSeconds">A step in a burst; null where there are none.</param>
internal sealed record MeasuredAgent(string Phase, double Seconds, double? BurstSeconds);

/// <summary>Memory of the process, resident, in bytes.</summary>
/// <param name="Loaded">With supernet and images loaded, before anything was measured.</param>
/// <param name="Measured">The peak while batches were measured.</param>
/// <param name="Expected">The peak to be expected of the search: that, and what the agent will remember.</param>
internal sealed record MemoryPlan(long Loaded, long Measured, long Expected)
{
    public static long Now() => Environment.WorkingSet;

    public static long Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}

/// <summary>What the folders of the runs will hold, in bytes.</summary>
/// <param name="Bytes">Logs and checkpoints at the end.</param>
/// <param name="MostBytes">And one more checkpoint, which is written before the oldest is removed.</param>
/// <param name="Free">What is free on their disk.</param>
internal sealed record DiskPlan(long Bytes, long MostBytes, long Free)
{
    /// <summary>What is free where a folder is or will be.</summary>
    public static long FreeAt(string folder)
    {
        string path = Path.GetFullPath(folder);
        while (!Directory.Exists(path) && Path.GetDirectoryName(path) is { } parent) path = parent;
        return new DriveInfo(path).AvailableFreeSpace;
    }
}

namespace Ddas.Nas.Tool.Planning;

/// <summary>What is to be expected of the run of one seed.</summary>
internal sealed record PlannedRun
{
    public required long Seed { get; init; }

    public required string Folder { get; init; }

    /// <summary>The step that comes next; above 0 where the run goes on.</summary>
    public required int From { get; init; }

    /// <summary>Steps that are still to do.</summary>
    public required int Steps { get; init; }

    public required IReadOnlyList<PlannedPhase> Phases { get; init; }

    public required long Checkpoints { get; init; }

    public required long CheckpointEvery { get; init; }

    public required double CheckpointSeconds { get; init; }

    /// <summary>Phases and checkpoints together.</summary>
    public required Spread Seconds { get; init; }

    /// <summary>Steps until the time limit; null where it does not end the run.</summary>
    public required int? StepsWithinLimit { get; init; }

    public required long LogBytes { get; init; }

    public required long CheckpointBytes { get; init; }

    public static PlannedRun Of(SearchPlan plan, long seed, string folder) => new()
    {
        Seed = seed, Folder = Path.GetFullPath(folder), From = plan.From, Steps = plan.Steps, Phases = plan.Phases,
        Checkpoints = plan.Checkpoints, CheckpointEvery = plan.CheckpointEvery, CheckpointSeconds = plan.CheckpointSeconds,
        Seconds = plan.Seconds, StepsWithinLimit = plan.StepsWithinLimit, LogBytes = plan.LogBytes, CheckpointBytes = plan.CheckpointBytes,
    };
}

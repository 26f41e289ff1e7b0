using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Tool.Search;

namespace Ddas.Nas.Tool.Planning;

/// <summary>What was measured of a search.</summary>
/// <param name="Parts">The environment's parts of a step, all on the same architectures.</param>
/// <param name="Agent">The agent's, for each phase.</param>
/// <param name="Checkpoint">Checkpoints; null where agent or environment have none.</param>
/// <param name="RecordBytes">A step's line in the log.</param>
internal sealed record SearchCosts(IReadOnlyList<StepPart> Parts, IReadOnlyList<AgentCost> Agent, CheckpointCost? Checkpoint, long RecordBytes)
{
    /// <summary>Number of architectures that were measured.</summary>
    public int Architectures => Parts[0].Seconds.Count;

    /// <summary>Seconds that the environment takes for a step, over the architectures.</summary>
    public Spread Environment => Spread.Of(Enumerable.Range(0, Architectures).Select(i => Parts.Sum(part => part.PerStep * part.Seconds[i])));
}


/// <summary>What the agent takes for a step: its action, and what it learns from the outcome (one update from the exploit phase on).</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Seconds">A step without a burst.</param>
/// <param name="BurstSeconds">A step in a burst; null where there are none.</param>
internal sealed record AgentCost(SearchPhase Phase, double Seconds, double? BurstSeconds = null);

/// <summary>What checkpoints take; the time that the disk needs is not in it.</summary>
/// <param name="Bytes">Size of one, without what steps add; once every weight has been trained.</param>
/// <param name="BytesPerStep">What each step adds (what the agent remembers), at most.</param>
/// <param name="CaptureSeconds">To copy a state, per byte.</param>
/// <param name="HashSeconds">To compute a checkpoint's checksum, per byte.</param>
internal sealed record CheckpointCost(long Bytes, double BytesPerStep, double CaptureSeconds, double HashSeconds)
{
    /// <summary>Size of one after so many steps.</summary>
    public double BytesAt(double step) => Bytes + (step * BytesPerStep);
}

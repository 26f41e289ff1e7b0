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

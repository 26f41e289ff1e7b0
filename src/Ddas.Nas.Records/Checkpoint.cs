using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records;

/// <summary>A checkpoint as it was read.</summary>
/// <param name="Step">How many steps were done.</param>
/// <param name="State">What they led to.</param>
/// <param name="AcceptedChanges">How the conditions differ from those it was written under; empty where they do not.</param>
public sealed record Checkpoint(long Step, CheckpointState State, IReadOnlyList<string> AcceptedChanges);

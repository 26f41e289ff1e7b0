namespace Ddas.Nas.Agents.Exploration;

/// <summary>What a checkpoint says of a <see cref="StagnationDetector"/> beside its last architecture.</summary>
internal sealed record StagnationMemo(int Similar, int BurstLeft);

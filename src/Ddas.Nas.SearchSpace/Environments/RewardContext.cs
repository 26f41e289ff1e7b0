namespace Ddas.Nas.SearchSpace.Environments;

/// <summary>What a reward is computed from.</summary>
/// <param name="Architecture">The architecture that was measured.</param>
/// <param name="Score">What the step measured, costs included.</param>
/// <param name="Previous">What the step before measured; at the first step <paramref name="Reference"/>.</param>
/// <param name="Reference">The score that rewards are measured against, such as the one-shot network's.</param>
public readonly record struct RewardContext(Architecture Architecture, ArchitectureScore Score, ArchitectureScore Previous, ArchitectureScore Reference);

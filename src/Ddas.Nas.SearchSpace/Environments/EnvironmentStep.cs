namespace Ddas.Nas.SearchSpace.Environments;

/// <summary>What one step of an environment gave (Algorithm 2).</summary>
/// <param name="NextState">The next state: alpha_d of the architecture that was measured.</param>
/// <param name="Reward">The reward, finite.</param>
/// <param name="Architecture">The architecture that the action was discretized to.</param>
/// <param name="Score">What was measured of it.</param>
public sealed record EnvironmentStep(ArchitectureWeights NextState, double Reward, Architecture Architecture, ArchitectureScore Score)
{
    /// <summary>How many of the chosen pairs won only by a tie; null where the environment does not count.</summary>
    public int? Ties { get; init; }
}

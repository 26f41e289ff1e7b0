namespace Ddas.Nas.Agents.Ddpg;

/// <summary>Where the action enters the critic.</summary>
public enum CriticLayout
{
    /// <summary>The first layer sees state and action side by side (DDAS: 448-256-256-256-1 in the DARTS space).</summary>
    ActionAtFirstLayer,

    /// <summary>The first layer sees the state, the second its output and the action (Lillicrap et al. 2016).</summary>
    ActionAtSecondLayer,
}

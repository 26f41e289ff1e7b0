using Ddas.Nas.Agents.Exploration;

namespace Ddas.Nas.Tool.Planning;

/// <summary>What the agent takes for a step: its action, and what it learns from the outcome (one update from the exploit phase on).</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Seconds">A step without a burst.</param>
/// <param name="BurstSeconds">A step in a burst; null where there are none.</param>
internal sealed record AgentCost(SearchPhase Phase, double Seconds, double? BurstSeconds = null);

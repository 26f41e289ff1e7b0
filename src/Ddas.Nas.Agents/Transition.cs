using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents;

/// <summary>One step as an agent learns from it.</summary>
/// <param name="Step">The step, from 0.</param>
/// <param name="State">The state in which the agent acted.</param>
/// <param name="Action">The action as the agent returned it.</param>
/// <param name="Outcome">What the environment made of it: next state, reward, architecture, score.</param>
public sealed record Transition(int Step, ArchitectureWeights State, ArchitectureWeights Action, EnvironmentStep Outcome);

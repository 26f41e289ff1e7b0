using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents;

/// <summary>
/// Chooses what to measure next. The search calls <see cref="Act"/> and <see cref="Observe"/> in turn, once a step, from one
/// thread. Not thread-safe. Who creates an agent disposes it, where it is disposable. Exceptions pass through the search to
/// its caller. An agent that can be cut off and go on is also <see cref="IResumable"/>; one with options is also
/// <see cref="IDescribed"/>.
/// </summary>
public interface ISearchAgent
{
    /// <summary>The number of steps that the agent is made for; null where it takes any.</summary>
    int? PlannedSteps => null;

    /// <summary>What the agent says of its last step. Asked after <see cref="Observe"/>.</summary>
    AgentDiagnostics Diagnostics => AgentDiagnostics.None;

    /// <summary>The action of a step: alpha, any finite values; the environment discretizes it.</summary>
    /// <param name="state">alpha_d of the step before, all ones at the first.</param>
    /// <param name="step">The step, from 0, rising.</param>
    ArchitectureWeights Act(ArchitectureWeights state, int step);

    /// <summary>
    /// Learns from what the action of the same step led to: from the architecture of its outcome, never from what was
    /// proposed, since a discretizer may change it.
    /// </summary>
    void Observe(Transition transition);
}

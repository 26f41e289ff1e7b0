using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents;

/// <summary>
/// Chooses what to measure next. The search loop calls <see cref="Act"/> and <see cref="Observe"/> in turn, once a step,
/// from one thread. Not thread-safe. Who creates an agent disposes it, where it is disposable. Exceptions pass through
/// the loop to its caller. An agent that reports its inner state also implements <see cref="IAgentDiagnostics"/>.
/// </summary>
public interface ISearchAgent
{
    /// <summary>The action of a step: alpha, any finite values; the environment discretizes it.</summary>
    /// <param name="state">alpha_d of the step before, all ones at the first.</param>
    /// <param name="step">The step, from 0, rising by one.</param>
    ArchitectureWeights Act(ArchitectureWeights state, int step);

    /// <summary>Learns from what the action of the same step led to.</summary>
    void Observe(Transition transition);
}

using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Tests;

/// <summary>An agent whose action is a given function of the step; it keeps what it saw.</summary>
internal sealed class ScriptedAgent(Func<int, ArchitectureWeights> action, Func<int, AgentDiagnostics>? diagnostics = null) : ISearchAgent
{
    public List<ArchitectureWeights> States { get; } = [];

    public List<Transition> Transitions { get; } = [];

    public AgentDiagnostics Diagnostics => diagnostics?.Invoke(Transitions[^1].Step) ?? new AgentDiagnostics("scripted");

    /// <summary>A different architecture of the DARTS space at each step.</summary>
    public static ScriptedAgent Wandering(Func<int, AgentDiagnostics>? diagnostics = null) => new(RandomDarts, diagnostics);

    public static ArchitectureWeights RandomDarts(int step)
    {
        var random = new RandomStream(7, RandomPurpose.Explore, step);
        return ArchitectureWeights.Uniform(SearchSpaceDefinition.Darts, ref random);
    }

    public ArchitectureWeights Act(ArchitectureWeights state, int step)
    {
        States.Add(state);
        return action(step);
    }

    public void Observe(Transition transition) => Transitions.Add(transition);
}

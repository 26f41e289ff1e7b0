using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Benchmarks;

/// <summary>A DDPG agent of the paper's size with a filled replay.</summary>
internal sealed class AgentBed : IDisposable
{
    private const int Explored = 200;
    private readonly DdpgAgent agent;
    private readonly Transition[] transitions;

    public AgentBed()
    {
        agent = new DdpgAgent(SearchSpaceDefinition.Darts, new DdpgAgentOptions { Schedule = new ExplorationSchedule(Explored, 1, 0) });
        transitions = [.. Enumerable.Range(0, Explored + 1).Select(TransitionAt)];
        foreach (var transition in transitions) agent.Observe(transition);
    }

    /// <summary>One update, with the draw from the replay.</summary>
    public void Update() => agent.Observe(transitions[^1]);

    public void Act() => agent.Act(transitions[0].State, Explored);

    public void Dispose() => agent.Dispose();

    private static Transition TransitionAt(int step)
    {
        var (action, architecture) = (TestBed.RandomAction(step), TestBed.RandomArchitectures[step % 8]);
        var score = new ArchitectureScore(0.5, 1);
        return new Transition(step, TestBed.RandomArchitectures[(step + 1) % 8].Weights, action, new EnvironmentStep(architecture.Weights, 0.1, architecture, score));
    }
}

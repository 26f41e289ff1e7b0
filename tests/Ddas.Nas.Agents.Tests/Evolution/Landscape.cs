using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Tests.Evolution;

/// <summary>Landscapes and runs for the agents of this folder.</summary>
internal static class Landscape
{
    /// <summary>The share of 3x3 convolutions: one optimum, and a better neighbour everywhere else.</summary>
    public static ScriptedEnvironment ShareOfConv3x3() => new(
        SearchSpaceDefinition.NasBench201,
        (_, architecture) => new ArchitectureScore(architecture.Count(NasBench201Operations.Conv3x3) / 6.0, 1));

    /// <summary>Runs and returns what the agent was told.</summary>
    public static List<Transition> Run(IEnvironment environment, ISearchAgent agent, int steps)
    {
        var state = environment.Reset();
        var transitions = new List<Transition>();
        for (int step = 0; step < steps; step++)
        {
            var action = agent.Act(state, step);
            var transition = new Transition(step, state, action, environment.Step(action, CancellationToken.None));
            agent.Observe(transition);
            transitions.Add(transition);
            state = transition.Outcome.NextState;
        }

        return transitions;
    }
}

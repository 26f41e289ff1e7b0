using Ddas.Nas.Agents;
using Ddas.Nas.Pareto;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.CustomLoop;

/// <summary>A search loop of one's own: it ends early when the front has not grown for a while.</summary>
internal static class CustomSearch
{
    private static readonly Objective<Found>[] Objectives =
    [
        new("accuracy", "", Direction.Maximize, static found => found.Accuracy),
        new("operations", "", Direction.Minimize, static found => found.Operations),
    ];

    public static ParetoFront<Found> Run(IEnvironment environment, ISearchAgent agent, int steps, int patience, CancellationToken abort = default)
    {
        var front = new ParetoFront<Found>(Objectives);
        var state = environment.Reset();
        for (int step = 0, quiet = 0; step < steps && quiet < patience; step++)
        {
            var action = agent.Act(state, step);
            var outcome = environment.Step(action, abort);
            agent.Observe(new Transition(step, state, action, outcome));
            quiet = front.Add(new Found(step, outcome.Architecture, outcome.Score.Accuracy)) ? 0 : quiet + 1;
            state = outcome.NextState;
        }

        return front;
    }
}

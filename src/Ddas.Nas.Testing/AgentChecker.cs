using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Testing;

/// <summary>Checks that an agent keeps the contract of <see cref="ISearchAgent"/>; for the tests of whoever writes one.</summary>
public static class AgentChecker
{
    /// <summary>
    /// Runs two agents on a synthetic environment and returns every breach of the contract, one sentence each; none when it
    /// is kept.
    /// </summary>
    /// <param name="create">Makes an agent; called twice, and both must act alike, so give it a fixed seed. What is disposable is disposed.</param>
    /// <param name="space">The space that it searches.</param>
    /// <param name="steps">Steps of each, at least 1; enough to reach every phase. Default 20.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1.</exception>
    public static IReadOnlyList<string> Check(Func<ISearchAgent> create, SearchSpaceDefinition space, int steps = 20)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var breaches = new List<string>();
        var first = Actions(create, space, steps, breaches);
        var second = Actions(create, space, steps, []);
        for (int step = 0; step < steps; step++)
        {
            if (first[step].Equals(second[step])) continue;
            breaches.Add($"Step {step}: two agents of one seed, who saw the same, act differently; all randomness must come from the seed and the step.");
            break;
        }

        return breaches;
    }

    private static List<ArchitectureWeights> Actions(Func<ISearchAgent> create, SearchSpaceDefinition space, int steps, List<string> breaches)
    {
        var agent = create();
        using var disposed = agent as IDisposable;
        using var environment = new SearchEnvironment(new SyntheticEvaluator(space));
        var actions = new List<ArchitectureWeights>(steps);
        var state = environment.Reset();
        for (int step = 0; step < steps; step++)
        {
            var action = agent.Act(state, step);
            actions.Add(action);
            if (!action.Space.Equals(space))
            {
                breaches.Add($"Step {step}: the action belongs to space '{action.Space}', but the agent searches '{space}'.");
                action = ArchitectureWeights.Constant(space, 0.5f);
            }

            var outcome = environment.Step(action, CancellationToken.None);
            agent.Observe(new Transition(step, state, action, outcome));
            if (string.IsNullOrWhiteSpace(agent.Diagnostics.Phase))
                breaches.Add($"Step {step}: the diagnostics name no phase.");
            state = outcome.NextState;
        }

        return actions;
    }
}

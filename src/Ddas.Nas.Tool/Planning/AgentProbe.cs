using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Tool.Search;

namespace Ddas.Nas.Tool.Planning;

/// <summary>
/// Measures what an agent takes for a step of each phase, on outcomes that are made up from one that was measured. The agent
/// is not to be searched with afterwards.
/// </summary>
/// <param name="agent">The agent.</param>
/// <param name="schedule">Its phases.</param>
/// <param name="example">An outcome.</param>
internal sealed class AgentProbe(ISearchAgent agent, ExplorationSchedule schedule, EnvironmentStep example)
{
    // Regularized evolution breeds once it has a hundred individuals.
    private const int ExploreSteps = 128, WarmUp = 4, Learning = 16, InBurst = 8;
    private readonly BestPairDiscretizer discretizer = new();

    /// <summary>Steps that the agent has observed.</summary>
    public int Observed { get; private set; }

    private bool Burst => agent.Diagnostics.Figures.Find("burst") == 1;

    /// <summary>Measures the phases that have steps.</summary>
    public IReadOnlyList<AgentCost> Measure(CancellationToken stop)
    {
        var costs = new List<AgentCost>();
        if (schedule.Explore > 0) costs.Add(Steady(SearchPhase.Explore, 0, schedule.Explore, ExploreSteps, stop));
        if (schedule.Exploit > 0) costs.Add(Steady(SearchPhase.Exploit, schedule.Explore, schedule.Exploit, WarmUp, stop));
        if (schedule.Final > 0) costs.Add(Final(schedule.Explore + schedule.Exploit, stop));
        return costs;
    }

    private AgentCost Steady(SearchPhase phase, int begin, int steps, int warmUp, CancellationToken stop)
    {
        var seconds = Enumerable.Range(0, warmUp + Learning).Select(i => Step(begin + (i % steps), repeat: false, stop)).ToList();
        return new AgentCost(phase, Spread.Of(seconds.Skip(warmUp)).Expected);
    }

    /// <summary>The same architecture again and again, until that starts a burst.</summary>
    private AgentCost Final(int begin, CancellationToken stop)
    {
        List<double> quiet = [], burst = [];
        for (int i = 0; burst.Count < InBurst && (i < WarmUp + Learning || i < schedule.Final); i++)
        {
            double seconds = Step(begin + (i % schedule.Final), repeat: true, stop);
            if (Burst) burst.Add(seconds);
            else if (i >= WarmUp || schedule.Final <= WarmUp) quiet.Add(seconds);
        }

        double median = Spread.Of(quiet.Count > 0 ? quiet : burst).Expected;
        return new AgentCost(SearchPhase.Final, median, burst.Count > 0 ? Spread.Of(burst).Expected : null);
    }

    private double Step(int step, bool repeat, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        Observed++;
        var action = example.NextState;
        double acting = Timing.Of(() => action = agent.Act(example.NextState, step));
        var outcome = repeat ? example : Outcome(action);
        return acting + Timing.Of(() => agent.Observe(new Transition(step, example.NextState, action, outcome)));
    }

    private EnvironmentStep Outcome(ArchitectureWeights action)
    {
        var architecture = discretizer.Discretize(action);
        return example with { NextState = architecture.Weights, Architecture = architecture };
    }
}

using Ddas.Nas.Agents;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Extensions;

/// <summary>An agent that keeps the best architecture so far and tries a noisy copy of it at every step.</summary>
internal sealed class HillClimbingAgent(SearchSpaceDefinition space, long seed, double noise) : ISearchAgent, IDescribed
{
    private ArchitectureWeights? best;
    private double bestAccuracy = double.NegativeInfinity;

    public AgentDiagnostics Diagnostics => new(best is null ? "explore" : "climb");

    public ArchitectureWeights Act(ArchitectureWeights state, int step)
    {
        var random = new RandomStream(seed, "hill climbing", step);
        if (best is null) return ArchitectureWeights.Uniform(space, ref random);
        float[] action = best.Values.ToArray();
        for (int i = 0; i < action.Length; i++) action[i] += (float)(noise * random.NextGaussian());
        return ArchitectureWeights.FromValues(space, action);
    }

    public void Observe(Transition transition)
    {
        if (transition.Outcome.Score.Accuracy <= bestAccuracy) return;
        (best, bestAccuracy) = (transition.Outcome.NextState, transition.Outcome.Score.Accuracy);
    }

    public void Describe(RunDescription into)
    {
        into.Kind("hill-climbing");
        into.SetSeed(seed);
        into.Set("noise", noise);
    }
}

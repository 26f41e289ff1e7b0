using Ddas.Nas.Agents;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Extensions;

/// <summary>A decorator: another agent, which every so many steps tries a random architecture in place of its own choice and learns from that.</summary>
internal sealed class RestlessAgent(ISearchAgent inner, int every, long seed) : DelegatingAgent(inner)
{
    public override ArchitectureWeights Act(ArchitectureWeights state, int step)
    {
        var action = base.Act(state, step);
        if (step % every != 0) return action;
        var random = new RandomStream(seed, "restless", step);
        return ArchitectureWeights.Uniform(state.Space, ref random);
    }

    public override void Describe(RunDescription into)
    {
        into.Set("every", every);
        into.SetSeed(seed);
        base.Describe(into);
    }
}

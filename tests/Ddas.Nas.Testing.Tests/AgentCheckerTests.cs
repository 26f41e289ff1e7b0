using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Evolution;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Testing.Tests;

public class AgentCheckerTests
{
    private static readonly SearchSpaceDefinition Space = SearchSpaceDefinition.NasBench201;

    [Fact]
    public void The_agents_of_the_library_keep_the_contract()
    {
        AgentChecker.Check(() => new RandomSearchAgent(Space, 1), Space).Should().BeEmpty();
        AgentChecker.Check(() => new RegularizedEvolutionAgent(Space, 1, new EvolutionOptions { Population = 5, Sample = 2 }), Space).Should().BeEmpty();
        AgentChecker.Check(() => new LocalSearchAgent(Space, 1), Space, steps: 60).Should().BeEmpty();
    }

    [Fact]
    public void An_action_of_another_space_is_named() =>
        Breaches(() => new Scripted((_, _) => ArchitectureWeights.Constant(SearchSpaceDefinition.Darts, 1), "search")).Should().Contain("belongs to space 'darts', but the agent searches 'nasbench201'");

    [Fact]
    public void Randomness_from_elsewhere_than_the_seed_is_named()
    {
        int agents = 0;
        Breaches(() =>
        {
            int agent = agents++;
            return new Scripted((_, step) => UniformAction.At(Space, agent, step), "search");
        }).Should().Contain("Step 0: two agents of one seed");
    }

    [Fact]
    public void Diagnostics_without_a_phase_are_named() => Breaches(() => new Scripted((state, _) => state, " ")).Should().Contain("the diagnostics name no phase");

    private static string Breaches(Func<ISearchAgent> create) => string.Join(" ", AgentChecker.Check(create, Space));

    private sealed class Scripted(Func<ArchitectureWeights, int, ArchitectureWeights> act, string phase) : ISearchAgent
    {
        public AgentDiagnostics Diagnostics => new(phase);

        public ArchitectureWeights Act(ArchitectureWeights state, int step) => act(state, step);

        public void Observe(Transition transition)
        {
        }
    }
}

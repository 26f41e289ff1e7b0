using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Agents.Noise;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Ddpg.Tests;

[Collection(TorchGenerator.Name)]
public class DdpgResumeTests
{
    private static readonly SearchSpaceDefinition Space = SearchSpaceDefinition.NasBench201;

    [Theory]
    [InlineData("nl")]
    [InlineData("g")]
    public void Two_phases_go_on_as_if_never_cut_off(string preset)
    {
        var options = preset == "nl" ? DdpgAgentOptions.Nl(30) : DdpgAgentOptions.G(30);

        var records = ResumedSearch.ShouldEqualOneInOnePiece(30, [1, 9, 10, 11, 20], () => new SearchEnvironment(new SyntheticEvaluator(Space)), () => new DdpgAgent(Space, options));

        records.Select(r => r.Phase).Distinct().Should().Equal("explore", "exploit");
    }

    [Fact]
    public void Four_stages_go_on_as_if_never_cut_off_at_any_step_of_a_burst_too()
    {
        var options = DdpgAgentOptions.FourStage(60);
        (options.Stagnation.SimilarSteps, options.Stagnation.BurstSteps, options.FinalWindow) = (3, 4, 12);

        var records = ResumedSearch.ShouldEqualOneInOnePiece(60, [10, 19, 20, 21, 39, .. Enumerable.Range(40, 20)], () => new SearchEnvironment(new SyntheticEvaluator(Space)), () => new DdpgAgent(Space, options));

        records.Select(r => r.Phase).Distinct().Should().Equal("explore", "exploit", "final");
        records.Count(r => r.Figures.Find("burst") == 1).Should().BeGreaterThan(4, "there is more than one burst");
    }

    [Fact]
    public void A_noise_process_of_the_caller_with_memory_goes_on_too() =>
        ResumedSearch.ShouldEqualOneInOnePiece(
            20, [3, 7, 8, 13], () => new SearchEnvironment(new SyntheticEvaluator(Space)),
            () => new DdpgAgent(Space, new DdpgAgentOptions { Schedule = new ExplorationSchedule(5, 15) }, new OrnsteinUhlenbeckNoise()));

    [Fact]
    public void Diverging_weights_are_noticed_in_their_own_step_and_can_be_rolled_back()
    {
        using var agent = new DdpgAgent(Space, new DdpgAgentOptions { Schedule = new ExplorationSchedule(1, 5), CriticLearningRate = 1e30 });
        var loop = new SearchLoop(new SearchEnvironment(new SyntheticEvaluator(Space)), agent, new SearchOptions { NonFinite = NonFinitePolicy.Skip });

        var result = loop.Run();

        result.RolledBack.Should().NotBeEmpty();
        Weights.Of(agent).Should().OnlyContain(network => network.All(float.IsFinite));
    }

    [Fact]
    public void No_checkpoint_is_taken_of_weights_that_are_not_finite()
    {
        using var agent = new DdpgAgent(Space);
        Weights.Fill(Weights.Layers(agent.Critic)[0].bias!, float.NaN);

        agent.Invoking(a => a.Capture(new CheckpointState())).Should().Throw<NonFiniteException>().WithMessage("*'critic.*");
    }

    [Fact]
    public void A_checkpoint_of_another_size_is_refused()
    {
        using var agent = new DdpgAgent(Space);
        using var other = new DdpgAgent(Spaces.Tiny);
        var state = new CheckpointState();
        other.Capture(state);

        agent.Invoking(a => a.Restore(state)).Should().Throw<CheckpointException>().WithMessage("*different: actor.*");
    }
}

using Ddas.Nas.SearchSpace;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Tests;

public class ActorTests
{
    [Theory]
    [InlineData("darts", 246_752)]
    [InlineData("nasbench201", 147_230)] // 30 x 256 + 256 + 2 x (256 x 256 + 256) + 256 x 30 + 30
    public void Its_size_follows_the_space(string name, int parameters)
    {
        var space = name == "darts" ? SearchSpaceDefinition.Darts : SearchSpaceDefinition.NasBench201;
        using var agent = new DdpgAgent(space);

        Weights.Of(agent.Actor).Should().HaveCount(parameters);
        Weights.Of(agent.TargetActor).Should().HaveCount(parameters);
    }

    [Fact]
    public void It_has_three_hidden_layers_of_256()
    {
        using var agent = new DdpgAgent(SearchSpaceDefinition.Darts);

        Weights.Shapes(agent.Actor).Should().Be("256x224 256x256 256x256 224x256");
    }

    [Fact]
    public void Its_hidden_layers_are_an_option()
    {
        using var agent = new DdpgAgent(Spaces.Tiny, new DdpgAgentOptions { HiddenSizes = [5, 7] });

        Weights.Shapes(agent.Actor).Should().Be("5x6 7x5 6x7");
        Weights.Shapes(agent.TargetActor).Should().Be("5x6 7x5 6x7");
    }

    [Fact]
    public void Zero_weights_give_one_half_whatever_the_state()
    {
        using var scope = NewDisposeScope();
        using var agent = new DdpgAgent(Spaces.Tiny);
        Weights.Fill(agent.Actor, 0);

        var actions = agent.Actor.call(randn(3, 6)).detach();

        actions.shape.Should().Equal(3, 6);
        actions.data<float>().Should().OnlyContain(a => a == 0.5f);
    }

    [Fact]
    public void Hidden_layers_are_rectified_and_the_last_is_a_sigmoid()
    {
        using var scope = NewDisposeScope();
        using var agent = new DdpgAgent(Spaces.Tiny);
        Weights.Fill(agent.Actor, 0);
        foreach (var layer in Weights.Layers(agent.Actor)) Weights.Set(layer, 0, 0, 1);

        float Output(float x) => agent.Actor.call(tensor(new[] { x, 0, 0, 0, 0, 0 }, [1, 6]))[0, 0].item<float>();

        Output(1.5f).Should().BeApproximately((float)(1 / (1 + Math.Exp(-1.5))), 1e-6f);
        Output(-1.5f).Should().Be(0.5f);
    }
}

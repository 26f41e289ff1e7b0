using Ddas.Nas.Agents.Ddpg.Networks;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Tests.Networks;

public class ActorNetworkTests
{
    [Theory]
    [InlineData("darts", 246_752)]
    [InlineData("nasbench201", 147_230)] // 30 x 256 + 256 + 2 x (256 x 256 + 256) + 256 x 30 + 30
    public void Its_size_follows_the_space(string name, long parameters)
    {
        var space = name == "darts" ? SearchSpaceDefinition.Darts : SearchSpaceDefinition.NasBench201;
        using var actor = new ActorNetwork(space.ActionLength, CPU);

        actor.Parameters.Flat.numel().Should().Be(parameters);
        actor.Parameters.Layers.Sum(l => l.Weight.numel() + l.Bias.numel()).Should().Be(parameters);
    }

    [Fact]
    public void It_has_three_hidden_layers_of_256()
    {
        using var actor = new ActorNetwork(224, CPU);

        actor.Parameters.Layers.Select(l => string.Join("x", l.Weight.shape)).Should().Equal("256x224", "256x256", "256x256", "224x256");
    }

    [Fact]
    public void Zero_weights_give_one_half_whatever_the_state()
    {
        using var scope = NewDisposeScope();
        using var actor = new ActorNetwork(6, CPU);

        var actions = actor.Forward(randn(3, 6))[^1];

        actions.shape.Should().Equal(3, 6);
        actions.data<float>().Should().OnlyContain(a => a == 0.5f);
    }

    [Fact]
    public void Hidden_layers_are_rectified_and_the_last_is_a_sigmoid()
    {
        using var scope = NewDisposeScope();
        using var actor = new ActorNetwork(2, CPU);
        foreach (var layer in actor.Parameters.Layers) layer.Weight[0, 0] = 1;

        float Output(float x) => actor.Forward(tensor(new[] { x, 0 }, [1, 2]))[^1][0, 0].item<float>();

        Output(1.5f).Should().BeApproximately((float)(1 / (1 + Math.Exp(-1.5))), 1e-6f);
        Output(-1.5f).Should().Be(0.5f);
    }

    [Fact]
    public void A_copy_changes_independently()
    {
        using var actor = new ActorNetwork(6, CPU);
        using var two = 2.ToScalar();
        actor.Parameters.Flat.fill_(Scalars.One);
        using var copy = actor.Copy();
        actor.Parameters.Layers[3].Bias.fill_(two);

        copy.Parameters.Flat.data<float>().Should().OnlyContain(x => x == 1);
    }
}

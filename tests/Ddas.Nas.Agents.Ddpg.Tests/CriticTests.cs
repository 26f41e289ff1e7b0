using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Tests;

public class CriticTests
{
    private static readonly int[] Hidden = [256, 256, 256];

    [Theory]
    [InlineData(CriticLayout.ActionAtFirstLayer, "256x448 256x256 256x256 1x256")]
    [InlineData(CriticLayout.ActionAtSecondLayer, "256x224 256x480 256x256 1x256")]
    public void The_layout_decides_where_the_action_enters(CriticLayout layout, string shapes)
    {
        using var critic = new Critic(224, Hidden, layout, CPU);

        Weights.Shapes(critic).Should().Be(shapes);
        Weights.Of(critic).Should().HaveCount(246_785); // both: 256 x (224 + 224 + 256 + 256 + 1) + 3 x 256 + 1
    }

    [Theory]
    [InlineData(CriticLayout.ActionAtFirstLayer, "5x12 1x5")]
    [InlineData(CriticLayout.ActionAtSecondLayer, "5x6 1x11")]
    public void One_hidden_layer_is_enough(CriticLayout layout, string shapes)
    {
        using var agent = new DdpgAgent(Spaces.Tiny, new DdpgAgentOptions { HiddenSizes = [5], CriticLayout = layout });

        Weights.Shapes(agent.Critic).Should().Be(shapes);
        Weights.Shapes(agent.TargetCritic).Should().Be(shapes);
    }

    [Theory]
    [InlineData(CriticLayout.ActionAtFirstLayer)]
    [InlineData(CriticLayout.ActionAtSecondLayer)]
    public void It_sees_state_and_action(CriticLayout layout)
    {
        using var scope = NewDisposeScope();
        using var critic = new Critic(2, Hidden, layout, CPU);
        var layers = Weights.Layers(critic);
        Weights.Set(layers[0], 0, 0, 1); // the state's first number
        bool joinsFirst = layout == CriticLayout.ActionAtFirstLayer;
        Weights.Set(layers[joinsFirst ? 0 : 1], 0, joinsFirst ? 3 : 257, 10); // the action's second number
        if (!joinsFirst) Weights.Set(layers[1], 0, 0, 1);
        for (int i = joinsFirst ? 1 : 2; i < 4; i++) Weights.Set(layers[i], 0, 0, 1);

        var q = critic.call(tensor(new float[] { 3, 7 }, [1, 2]), tensor(new[] { 0.1f, 0.2f }, [1, 2]));

        q.shape.Should().Equal(1, 1);
        q.item<float>().Should().BeApproximately(3 + 10 * 0.2f, 1e-6f);
    }

    [Theory]
    [InlineData(CriticLayout.ActionAtFirstLayer)]
    [InlineData(CriticLayout.ActionAtSecondLayer)]
    public void Q_is_not_rectified_but_each_hidden_layer_is(CriticLayout layout)
    {
        using var scope = NewDisposeScope();
        using var critic = new Critic(2, Hidden, layout, CPU);
        var layers = Weights.Layers(critic);
        Weights.Fill(layers[3].bias!, -4);
        Weights.Fill(layers[3].weight, 1);
        foreach (var layer in layers[..3]) Weights.Fill(layer.bias!, -1);

        critic.call(zeros(1, 2), zeros(1, 2)).item<float>().Should().Be(-4);
    }
}

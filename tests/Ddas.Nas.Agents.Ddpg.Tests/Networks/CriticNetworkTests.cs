using Ddas.Nas.Agents.Ddpg.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Tests.Networks;

public class CriticNetworkTests
{
    [Theory]
    [InlineData(CriticLayout.ActionAtFirstLayer, "256x448 256x256 256x256 1x256")]
    [InlineData(CriticLayout.ActionAtSecondLayer, "256x224 256x480 256x256 1x256")]
    public void The_layout_decides_where_the_action_enters(CriticLayout layout, string shapes)
    {
        using var critic = new CriticNetwork(224, layout, CPU);

        string.Join(' ', critic.Parameters.Layers.Select(l => string.Join("x", l.Weight.shape))).Should().Be(shapes);
        critic.Parameters.Flat.numel().Should().Be(246_785); // both: 256 x (224 + 224 + 256 + 256 + 1) + 3 x 256 + 1
    }

    [Theory]
    [InlineData(CriticLayout.ActionAtFirstLayer)]
    [InlineData(CriticLayout.ActionAtSecondLayer)]
    public void It_sees_state_and_action(CriticLayout layout)
    {
        using var scope = NewDisposeScope();
        using var critic = new CriticNetwork(2, layout, CPU);
        var layers = critic.Parameters.Layers;
        layers[0].Weight[0, 0] = 1; // the state's first number
        bool joinsFirst = layout == CriticLayout.ActionAtFirstLayer;
        layers[joinsFirst ? 0 : 1].Weight[0, joinsFirst ? 3 : 257] = 10; // the action's second number
        if (!joinsFirst) layers[1].Weight[0, 0] = 1;
        for (int i = joinsFirst ? 1 : 2; i < 4; i++) layers[i].Weight[0, 0] = 1;

        var q = critic.Forward(tensor(new float[] { 3, 7 }, [1, 2]), tensor(new[] { 0.1f, 0.2f }, [1, 2]))[^1];

        q.shape.Should().Equal(1, 1);
        q.item<float>().Should().BeApproximately(3 + 10 * 0.2f, 1e-6f);
    }

    [Fact]
    public void Q_is_not_rectified()
    {
        using var scope = NewDisposeScope();
        using var critic = new CriticNetwork(2, CriticLayout.ActionAtFirstLayer, CPU);
        using var negative = (-4).ToScalar();
        critic.Parameters.Layers[3].Bias.fill_(negative);

        critic.Forward(zeros(1, 2), zeros(1, 2))[^1].item<float>().Should().Be(-4);
    }
}

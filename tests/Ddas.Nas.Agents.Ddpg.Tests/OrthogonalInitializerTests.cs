using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Tests;

public class OrthogonalInitializerTests
{
    [Theory]
    [InlineData(NetworkInitialization.OrthogonalSmallOutput, 1e-3)]
    [InlineData(NetworkInitialization.Orthogonal, 1)]
    public void Weights_are_orthogonal_output_layers_scaled_and_biases_zero(NetworkInitialization initialization, double outputScale)
    {
        using var scope = NewDisposeScope();
        using var critic = new Critic(224, [256, 256, 256], CriticLayout.ActionAtFirstLayer, CPU);
        Weights.Fill(critic, 7);

        OrthogonalInitializer.Fill(initialization, seed: 3, critic);

        var layers = Weights.Layers(critic);
        for (int i = 0; i < 4; i++)
        {
            var (weight, bias) = (layers[i].weight.detach(), layers[i].bias!.detach());
            double scale = i == 3 ? outputScale : 1;
            (weight.mm(weight.t()) / (scale * scale) - eye(weight.shape[0])).abs().max().item<float>().Should().BeLessThan(1e-5f);
            bias.data<float>().Should().OnlyContain(b => b == 0);
        }
    }

    [Fact]
    public void Seed_and_place_decide_the_weights()
    {
        using Sequential first = Network(), second = Network(), same = Network(), other = Network();

        OrthogonalInitializer.Fill(NetworkInitialization.Orthogonal, 3, first, second);
        OrthogonalInitializer.Fill(NetworkInitialization.Orthogonal, 3, same);
        OrthogonalInitializer.Fill(NetworkInitialization.Orthogonal, 4, other);

        Weights.Of(same).Should().Equal(Weights.Of(first));
        Weights.Of(second).Should().NotEqual(Weights.Of(first));
        Weights.Of(other).Should().NotEqual(Weights.Of(first));
    }

    [Fact]
    public void Targets_begin_as_their_networks()
    {
        using var agent = new DdpgAgent(Spaces.Tiny);

        var weights = Weights.Of(agent);

        weights[2].Should().Equal(weights[0]);
        weights[3].Should().Equal(weights[1]);
    }

    private static Sequential Network() => Mlp.Create(CPU, 3, 5, 2);
}

using Ddas.Nas.Agents.Ddpg.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Tests.Networks;

public class OrthogonalInitializerTests
{
    [Theory]
    [InlineData(NetworkInitialization.OrthogonalSmallOutput, 1e-3)]
    [InlineData(NetworkInitialization.Orthogonal, 1)]
    public void Weights_are_orthogonal_output_layers_scaled_and_biases_zero(NetworkInitialization initialization, double outputScale)
    {
        using var scope = NewDisposeScope();
        using var critic = new CriticNetwork(224, CriticLayout.ActionAtFirstLayer, CPU);
        using var seven = 7.ToScalar();
        critic.Parameters.Flat.fill_(seven);

        OrthogonalInitializer.Fill(critic.Parameters, initialization, seed: 3, firstIndex: 0);

        for (int i = 0; i < 4; i++)
        {
            var (weight, bias) = (critic.Parameters.Layers[i].Weight, critic.Parameters.Layers[i].Bias);
            double scale = i == 3 ? outputScale : 1;
            (weight.mm(weight.t()) / (scale * scale) - eye(weight.shape[0])).abs().max().item<float>().Should().BeLessThan(1e-5f);
            bias.data<float>().Should().OnlyContain(b => b == 0);
        }
    }

    [Fact]
    public void Seed_and_index_decide_the_weights()
    {
        using var a = Filled(seed: 3, firstIndex: 0);
        using var same = Filled(seed: 3, firstIndex: 0);
        using var otherSeed = Filled(seed: 4, firstIndex: 0);
        using var otherIndex = Filled(seed: 3, firstIndex: 4);

        same.Flat.data<float>().Should().Equal(a.Flat.data<float>());
        otherSeed.Flat.data<float>().Should().NotEqual(a.Flat.data<float>());
        otherIndex.Flat.data<float>().Should().NotEqual(a.Flat.data<float>());
    }

    private static NetworkParameters Filled(long seed, int firstIndex)
    {
        var parameters = new NetworkParameters([(3, 5), (5, 2)], CPU);
        OrthogonalInitializer.Fill(parameters, NetworkInitialization.Orthogonal, seed, firstIndex);
        return parameters;
    }
}

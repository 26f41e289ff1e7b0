using Ddas.Nas.Agents.Ddpg.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Tests.Networks;

public class NetworkParametersTests
{
    [Fact]
    public void Layers_are_views_of_the_flat_tensor_weight_before_bias()
    {
        using var parameters = new NetworkParameters([(2, 3), (3, 1)], CPU);
        using Scalar count = 13.ToScalar(), negative = (-1).ToScalar();
        parameters.Flat.copy_(arange(count, ScalarType.Float32));

        parameters.Layers[0].Weight.data<float>().Should().Equal(0, 1, 2, 3, 4, 5);
        parameters.Layers[0].Weight.shape.Should().Equal(3, 2);
        parameters.Layers[0].Bias.data<float>().Should().Equal(6, 7, 8);
        parameters.Layers[1].Weight.data<float>().Should().Equal(9, 10, 11);
        parameters.Layers[1].Bias.data<float>().Should().Equal(12);
        parameters.Layers[1].Bias.fill_(negative);
        parameters.Flat[12].item<float>().Should().Be(-1);
    }

    [Fact]
    public void A_soft_update_moves_by_a_share_of_the_way()
    {
        using var target = new NetworkParameters([(1, 1)], CPU);
        using var source = new NetworkParameters([(1, 1)], CPU);
        using var tau = tensor(1e-3f);
        target.Flat.copy_(tensor(new float[] { 2, -1 }));
        source.Flat.copy_(tensor(new float[] { 10, 1 }));

        target.MoveTowards(source, tau);

        target.Flat[0].item<float>().Should().BeApproximately(0.999f * 2 + 0.001f * 10, 1e-6f);
        target.Flat[1].item<float>().Should().BeApproximately(0.999f * -1 + 0.001f, 1e-6f);
        source.Flat.data<float>().Should().Equal(10, 1);
    }
}

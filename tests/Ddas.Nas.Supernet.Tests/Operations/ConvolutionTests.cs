using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Operations;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Tests.Operations;

public sealed class ConvolutionTests
{
    [Theory]
    [InlineData(8, 4, 28)] // the size at which libtorch 2.10 ends the process
    [InlineData(4, 2, 7)]
    [InlineData(16, 32, 9)]
    public void A_strided_pointwise_convolution_equals_torchs_in_double_precision(int channelsIn, int channelsOut, int side)
    {
        using var scope = NewDisposeScope();
        float[] values = new float[64 * channelsIn * side * side];
        new RandomStream(3, "test", 0).FillUniform(values);
        var images = tensor(values).reshape(64, side, side, channelsIn).permute(0, 3, 1, 2); // channels-last
        using var convolution = Convolution.Pointwise(channelsIn, channelsOut, stride: 2);
        using (no_grad()) convolution.Weight.copy_(images.flatten()[..(channelsIn * channelsOut)].reshape(channelsOut, channelsIn, 1, 1));
        var input = images.clone().requires_grad_();
        var (input64, weight64) = (images.to(float64).requires_grad_(), convolution.Weight.detach().to(float64).requires_grad_());

        var output = convolution.call(input);
        var expected = nn.functional.conv2d(input64.contiguous(), weight64, null, [2, 2]);
        output.mul(output).sum().backward();
        expected.mul(expected).sum().backward();

        output.shape.Should().Equal(expected.shape);
        Error(output, expected).Should().BeLessThan(1e-6);
        Error(input.grad!, input64.grad!).Should().BeLessThan(1e-6);
        Error(convolution.Weight.grad!, weight64.grad!).Should().BeLessThan(1e-5);
    }

    private static double Error(Tensor actual, Tensor expected) =>
        ((actual.to(float64) - expected).abs().max() / expected.abs().max()).item<double>();
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Kernels;
using Ddas.Nas.Supernet.Operations;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Tests.Operations;

/// <summary>
/// All operations against double precision, at the supernet's own shapes and in its channels-last memory. They run on the
/// CPU; with DDAS_TEST_DEVICE=cuda:0 the same test runs there.
/// </summary>
public class GradientTests
{
    private const double Tolerance = 2e-3; // in the Euclidean norm; one value that rounding moves over a kink of ReLU costs up to 1e-3

    public static TheoryData<string, int, int> Cases() => new MatrixTheoryData<string, int, int>(
        [.. DartsOperations.All.Where(static o => o != Operation.None).Select(static o => o.Name)], [16, 32, 64], [1, 2]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_operation_and_its_gradients_equal_double_precision(string name, int channels, int stride)
    {
        using var scope = NewDisposeScope();
        var target = new Device(Environment.GetEnvironmentVariable("DDAS_TEST_DEVICE") ?? "cpu");
        int side = 512 / channels;
        var random = new RandomStream(channels, name, stride);
        var images = RandomTensors.Gaussian(ref random, 0, 1, CPU, 8, side, side, channels).permute(0, 3, 1, 2);
        var factors = RandomTensors.Gaussian(ref random, 0, 1, CPU, 8, side / stride, side / stride, channels).permute(0, 3, 1, 2);
        var definition = OperationTable.Darts[new Operation(name)];
        using var actual = definition.CreateModule(new OperationSite(channels, stride, Affine: true));
        using var exact = definition.CreateModule(new OperationSite(channels, stride, Affine: true) { Kernels = BlockKernels.Torch });
        foreach (var (a, b) in actual.parameters().Zip(exact.parameters()))
        {
            if (a.dim() > 1) RandomTensors.Assign(a, RandomTensors.KaimingUniform(ref random, RandomTensors.FanIn(a.shape), CPU, a.shape));
            using (no_grad()) b.copy_(a);
        }

        actual.to(target);
        exact.to(float64);
        var (input, reference) = (images.detach().clone().to(target).requires_grad_(), images.to(float64).contiguous().requires_grad_());

        var (output, expected) = (actual.call(input), exact.call(reference));
        output.mul(factors.to(target)).sum().backward();
        expected.mul(factors.to(float64)).sum().backward();

        Distance(output, expected).Should().BeLessThan(1e-5);
        Distance(input.grad!, reference.grad!).Should().BeLessThan(Tolerance);
        foreach (var ((parameter, a), b) in actual.named_parameters().Zip(exact.parameters())) Distance(a.grad!, b.grad!).Should().BeLessThan(Tolerance, parameter);
    }

    private static double Distance(Tensor actual, Tensor expected) =>
        ((actual.cpu().to(float64) - expected).norm() / expected.norm()).item<double>();
}

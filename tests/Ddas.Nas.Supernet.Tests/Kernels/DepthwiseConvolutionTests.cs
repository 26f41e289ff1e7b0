using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Kernels;
using Ddas.Nas.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Tests.Kernels;

[Collection(ThreadCount.Name)]
public sealed class DepthwiseConvolutionTests
{
    private const double Tolerance = 2e-6; // of the largest value; float32 sums over some thousand terms

    public static TheoryData<int, int, int> Geometries() => new MatrixTheoryData<int, int, int>([3, 5, 7], [1, 2], [1, 2]);

    [Theory]
    [MemberData(nameof(Geometries))]
    public void Outputs_and_gradients_equal_a_double_precision_reference(int kernel, int stride, int dilation)
    {
        using var scope = NewDisposeScope();
        foreach (var (images, channels, height, width) in new[]
                 { (1, 1, 7, 9), (3, 3, 8, 8), (3, 4, 9, 5), (1, 5, 13, 6), (3, 12, 8, 11), (1, 16, 32, 32), (3, 20, 7, 7), (3, 36, 14, 14), (35, 16, 5, 3), (1, 32, 1, 1), (2, 64, 8, 8) })
        {
            foreach (bool relu in new[] { false, true })
            {
                var example = new Example(images, channels, height, width, kernel, stride, dilation, relu);
                var expected = example.Reference();

                var (output, inputGradient, weightGradient) = example.Run(channelsLast: true);

                string what = $"{example}";
                Error(output, expected.Output).Should().BeLessThan(Tolerance, what);
                Error(inputGradient!, expected.InputGradient!).Should().BeLessThan(Tolerance, what);
                Error(weightGradient!, expected.WeightGradient!).Should().BeLessThan(Tolerance, what);
            }
        }
    }

    [Fact]
    public void Output_equals_torch_in_channels_last_memory()
    {
        using var scope = NewDisposeScope();
        var example = new Example(3, 16, 8, 8, 5, 1, 2, true);
        var input = ToChannelsLast(example.Input);

        var output = DepthwiseConvolution.Apply(input, example.Weight, 1, 4, 2, relu: true);

        var expected = nn.functional.conv2d(nn.functional.relu(input), example.Weight, null, [1, 1], [4, 4], [2, 2], 16);
        Error(output, expected.to(ScalarType.Float64)).Should().BeLessThan(1e-6);
        output.stride().Should().Equal(8 * 8 * 16, 1, 8 * 16, 16);
    }

    [Fact]
    public void Gradient_is_the_slope_of_the_output()
    {
        using var scope = NewDisposeScope();
        var example = new Example(2, 4, 6, 5, 3, 2, 1, relu: false);
        var (_, inputGradient, weightGradient) = example.Run(channelsLast: true);

        foreach (var (argument, gradient, at) in new[]
                 { (example.Input, inputGradient!, new long[] { 1, 2, 3, 4 }), (example.Input, inputGradient!, [0, 0, 0, 0]), (example.Weight, weightGradient!, [3, 0, 0, 2]), (example.Weight, weightGradient!, [1, 0, 1, 1]) })
        {
            float before = argument[at].item<float>();
            double Loss(float value)
            {
                argument[at] = tensor(value);
                return (DepthwiseConvolution.Apply(example.Input, example.Weight, 2, 1, 1, relu: false).to(ScalarType.Float64) * example.OutputGradient).sum().item<double>();
            }
            double slope = (Loss(before + 1) - Loss(before - 1)) / 2; // exact: linear in each argument
            Loss(before);
            gradient[at].item<float>().Should().BeApproximately((float)slope, 1e-5f);
        }
    }

    [Fact]
    public void Repeats_bit_for_bit_for_any_number_of_threads()
    {
        int threads = get_num_threads();
        using var scope = NewDisposeScope();
        var example = new Example(67, 36, 9, 8, 5, 1, 2, relu: true);
        try
        {
            var first = example.Run(channelsLast: true);
            foreach (int count in new[] { threads, 1, 2, 3 })
            {
                set_num_threads(count);
                var again = example.Run(channelsLast: true);
                again.Output.bytes.SequenceEqual(first.Output.bytes).Should().BeTrue();
                again.InputGradient!.bytes.SequenceEqual(first.InputGradient!.bytes).Should().BeTrue();
                again.WeightGradient!.bytes.SequenceEqual(first.WeightGradient!.bytes).Should().BeTrue();
            }
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Computes_only_the_gradients_that_are_asked_for(bool ofInput, bool ofWeight)
    {
        using var scope = NewDisposeScope();
        var example = new Example(3, 16, 6, 6, 3, 1, 1, relu: true);
        var expected = example.Reference();

        var (_, inputGradient, weightGradient) = example.Run(channelsLast: true, ofInput, ofWeight);

        (inputGradient is not null).Should().Be(ofInput);
        (weightGradient is not null).Should().Be(ofWeight);
        if (ofInput) Error(inputGradient!, expected.InputGradient!).Should().BeLessThan(Tolerance);
        if (ofWeight) Error(weightGradient!, expected.WeightGradient!).Should().BeLessThan(Tolerance);
    }

    [Fact]
    public void Accepts_contiguous_images_and_gradients()
    {
        using var scope = NewDisposeScope();
        var example = new Example(3, 16, 6, 6, 3, 2, 1, relu: true);
        var expected = example.Reference();

        var (output, inputGradient, weightGradient) = example.Run(channelsLast: false);

        Error(output, expected.Output).Should().BeLessThan(Tolerance);
        Error(inputGradient!, expected.InputGradient!).Should().BeLessThan(Tolerance);
        Error(weightGradient!, expected.WeightGradient!).Should().BeLessThan(Tolerance);
    }

    [Fact]
    public void Accepts_an_expanded_gradient()
    {
        using var scope = NewDisposeScope();
        using var two = 2f.ToScalar();
        var weight = full([16, 1, 3, 3], two).requires_grad_();
        var input = ToChannelsLast(ones(1, 16, 4, 4));

        DepthwiseConvolution.Apply(input, weight, 1, 1, 1, relu: false).sum().backward();

        weight.grad![5, 0].to_type(ScalarType.Float32).data<float>().ToArray().Should().Equal(9, 12, 9, 12, 16, 12, 9, 12, 9);
    }

    [Fact]
    public void Relu_lets_no_gradient_through_at_zero_and_keeps_NaN()
    {
        using var scope = NewDisposeScope();
        var input = tensor(new float[] { -1, 0, 2, float.NaN }).reshape(1, 1, 2, 2).expand(1, 16, 2, 2).contiguous().requires_grad_();
        var weight = zeros(16, 1, 3, 3);
        weight[TensorIndex.Ellipsis, 1, 1] = tensor(3f);

        var output = DepthwiseConvolution.Apply(input, weight, 1, 1, 1, relu: true);
        output[0, 7, 0].sum().backward();

        output[0, 7, 0].data<float>().ToArray().Should().AllSatisfy(value => float.IsNaN(value).Should().BeTrue(), "0 * NaN is NaN, as in torch");
        input.grad![0, 7].flatten().data<float>().ToArray().Should().Equal(0, 0, 0, 0);
    }

    [Fact]
    public void Takes_part_in_a_larger_graph()
    {
        using var scope = NewDisposeScope();
        var example = new Example(2, 16, 8, 8, 3, 1, 1, relu: true);
        Tensor Loss(Tensor x, Tensor w, Func<Tensor, Tensor, Tensor> convolution)
        {
            var sum = convolution(convolution(x, w), w).add(x, Scalars.One);
            return sum.mul(sum).mean();
        }

        var (x1, w1) = (ToChannelsLast(example.Input).requires_grad_(), example.Weight.clone().requires_grad_());
        var (x2, w2) = (example.Input.to(ScalarType.Float64).requires_grad_(), example.Weight.to(ScalarType.Float64).requires_grad_());

        Loss(x1, w1, (x, w) => DepthwiseConvolution.Apply(x, w, 1, 1, 1, relu: true)).backward();
        Loss(x2, w2, (x, w) => nn.functional.conv2d(nn.functional.relu(x), w, null, [1, 1], [1, 1], [1, 1], 16)).backward();

        Error(x1.grad!, x2.grad!).Should().BeLessThan(Tolerance);
        Error(w1.grad!, w2.grad!).Should().BeLessThan(Tolerance);
    }

    [Fact]
    public void Leaves_no_tensors_behind()
    {
        var example = new Example(2, 16, 8, 8, 3, 1, 1, relu: true);
        void Step()
        {
            using var scope = NewDisposeScope();
            example.Run(channelsLast: true);
        }
        Step();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        for (int i = 0; i < 5; i++) Step();

        DisposeScopeManager.Statistics.ThreadTotalLiveCount.Should().Be(before);
    }

    [Fact]
    public void A_second_backward_is_an_error_and_not_a_crash()
    {
        using var scope = NewDisposeScope();
        var weight = ones(16, 1, 3, 3).requires_grad_();
        var output = DepthwiseConvolution.Apply(ones(1, 16, 4, 4), weight, 1, 1, 1, relu: false);
        var loss = output.sum();
        autograd.backward([loss], retain_graph: true);

        var again = () => loss.backward();

        again.Should().Throw<Exception>().WithMessage("*invalid gradient*");
    }

    [Fact]
    public void Changing_the_input_in_place_before_backward_is_an_error()
    {
        using var scope = NewDisposeScope();
        var weight = ones(16, 1, 3, 3).requires_grad_();
        var input = ones(1, 16, 4, 4);
        var output = DepthwiseConvolution.Apply(input, weight, 1, 1, 1, relu: false);
        input.add_(Scalars.One, Scalars.One);

        var backward = () => output.sum().backward();

        backward.Should().Throw<Exception>().WithMessage("*invalid gradient*");
    }

    [Theory]
    [InlineData(3, 1, 1, 1)] // double precision
    [InlineData(3, 1, 0, 2)] // no padding
    [InlineData(3, 3, 1, 1)] // stride 3
    [InlineData(9, 1, 8, 2)] // kernel 9
    public void Falls_back_to_torch_outside_its_range(int kernel, int stride, int padding, int dilation)
    {
        using var scope = NewDisposeScope();
        var type = (kernel, stride, padding) == (3, 1, 1) ? ScalarType.Float64 : ScalarType.Float32;
        var images = ToChannelsLast(Draw(1, 2, 16, 12, 12));
        var kernels = Draw(2, 16, 1, kernel, kernel);
        var (x1, w1) = (images.to(type, copy: true).requires_grad_(), kernels.to(type, copy: true).requires_grad_());
        var (x2, w2) = (images.to(ScalarType.Float64).requires_grad_(), kernels.to(ScalarType.Float64).requires_grad_());

        var output = DepthwiseConvolution.Apply(x1, w1, stride, padding, dilation, relu: true);
        var expected = nn.functional.conv2d(nn.functional.relu(x2), w2, null, [stride, stride], [padding, padding], [dilation, dilation], 16);
        output.mul(output).sum().backward();
        expected.mul(expected).sum().backward();

        output.dtype.Should().Be(type);
        Error(output, expected).Should().BeLessThan(Tolerance);
        Error(x1.grad!, x2.grad!).Should().BeLessThan(Tolerance);
        Error(w1.grad!, w2.grad!).Should().BeLessThan(Tolerance);
    }

    private static Tensor ToChannelsLast(Tensor image) => image.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    private static double Error(Tensor actual, Tensor expected) =>
        (actual.to(ScalarType.Float64) - expected).abs().max().item<double>() / Math.Max(expected.abs().max().item<double>(), 1e-3);

    private static Tensor Draw(int step, params long[] size)
    {
        float[] values = new float[size.Aggregate(1L, (product, next) => product * next)];
        new RandomStream(7, "test", step).FillUniform(values);
        for (int i = 0; i < values.Length; i++) values[i] = (values[i] * 2) - 1;
        return tensor(values).reshape(size);
    }

    private sealed class Example(int images, int channels, int height, int width, int kernel, int stride, int dilation, bool relu)
    {
        private readonly int padding = (kernel - 1) * dilation / 2;

        public Tensor Input { get; } = Draw(1, images, channels, height, width).DetachFromDisposeScope();

        public Tensor Weight { get; } = Draw(2, channels, 1, kernel, kernel).DetachFromDisposeScope();

        public Tensor OutputGradient { get; } = Draw(3, images, channels, (height - 1) / stride + 1, (width - 1) / stride + 1).DetachFromDisposeScope();

        public (Tensor Output, Tensor? InputGradient, Tensor? WeightGradient) Run(bool channelsLast, bool ofInput = true, bool ofWeight = true)
        {
            var input = (channelsLast ? ToChannelsLast(Input) : Input.clone()).requires_grad_(ofInput);
            var weight = Weight.clone().requires_grad_(ofWeight);
            var output = DepthwiseConvolution.Apply(input, weight, stride, padding, dilation, relu);
            output.backward([channelsLast ? ToChannelsLast(OutputGradient) : OutputGradient]);
            return (output.detach().contiguous(), input.grad?.contiguous(), weight.grad);
        }

        public (Tensor Output, Tensor? InputGradient, Tensor? WeightGradient) Reference()
        {
            var input = Input.to(ScalarType.Float64).requires_grad_();
            var weight = Weight.to(ScalarType.Float64).requires_grad_();
            var output = nn.functional.conv2d(relu ? nn.functional.relu(input) : input, weight, null, [stride, stride], [padding, padding], [dilation, dilation], channels);
            output.backward([OutputGradient.to(ScalarType.Float64)]);
            return (output.detach().contiguous(), input.grad?.contiguous(), weight.grad);
        }

        public override string ToString() => $"{images} x {channels} x {height} x {width}, kernel {kernel}, stride {stride}, dilation {dilation}, relu {relu}";
    }
}

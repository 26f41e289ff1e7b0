using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Kernels;
using Ddas.Nas.Supernet.Kernels.Blocks;
using Ddas.Nas.Supernet.Kernels.Vectors;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Tests.Kernels.Blocks;

[Collection(ThreadCount.Name)]
public sealed class ConvolutionBlockTests
{
    private const double Tolerance = 1e-5; // of the largest value; float32 sums, and BatchNorm's division by a deviation

    public static TheoryData<int, int, int, bool, bool> Geometries() => new MatrixTheoryData<int, int, int, bool, bool>([0, 3, 5, 7], [1, 2], [1, 2], [false, true], [false, true]);

    [Theory]
    [MemberData(nameof(Geometries))]
    public void Outputs_gradients_and_running_statistics_equal_a_double_precision_reference(int kernel, int stride, int dilation, bool relu, bool affine)
    {
        if (kernel == 0) (stride, dilation) = (1, 1);
        using var scope = NewDisposeScope();
        foreach (var (images, channelsIn, channelsOut, height, width) in new[]
                 { (3, 16, 16, 8, 8), (2, 4, 5, 7, 9), (3, 12, 20, 9, 6), (2, 36, 36, 6, 6), (35, 64, 16, 5, 3), (3, 3, 2, 6, 6), (2, 32, 48, 3, 3), (5, 20, 33, 2, 2) })
        {
            var example = new Example(images, channelsIn, channelsOut, height, width, kernel, stride, dilation, relu, affine);
            var expected = example.Run(ScalarType.Float64);

            var actual = example.Run(ScalarType.Float32);

            actual.Count.Should().Be(expected.Count);
            foreach (var (name, tensor) in actual) Error(tensor, expected[name]).Should().BeLessThan(Tolerance, $"{name} of {example}");
        }
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(5, false)]
    [InlineData(5, true)]
    public void Evaluation_uses_the_running_statistics_and_leaves_them(int kernel, bool affine)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var example = new Example(3, 20, 36, 8, 7, kernel, 1, 1, relu: true, affine);
        var expected = example.Forward(ScalarType.Float64, batchStatistics: false);

        var actual = example.Forward(ScalarType.Float32, batchStatistics: false);

        Error(actual.Output, expected.Output).Should().BeLessThan(Tolerance);
        actual.Norm.RunningMean.bytes.SequenceEqual(example.RunningMean.bytes).Should().BeTrue();
        actual.Norm.RunningVariance.bytes.SequenceEqual(example.RunningVariance.bytes).Should().BeTrue();
    }

    [Theory]
    [InlineData(4, 1, true, false)]
    [InlineData(4, 1, false, true)]
    [InlineData(1, 2, true, false)]
    [InlineData(4, 2, true, true)]
    [InlineData(3, 2, false, false)]
    public void Pieces_and_factorized_reductions_equal_a_double_precision_reference(int pieces, int stride, bool relu, bool affine)
    {
        using var scope = NewDisposeScope();
        foreach (var (images, channelsIn, channelsOut, height, width) in new[] { (3, 16, 16, 8, 8), (2, 4, 6, 6, 10), (3, 12, 20, 4, 6), (35, 36, 16, 2, 4), (3, 3, 2, 6, 6), (2, 20, 66, 4, 2) })
        {
            var example = new Example(images, channelsIn * pieces, channelsOut, height, width, 0, stride, 1, relu, affine) { Pieces = pieces };
            var expected = example.Run(ScalarType.Float64);

            var actual = example.Run(ScalarType.Float32);

            foreach (var (name, tensor) in actual) Error(tensor, expected[name]).Should().BeLessThan(Tolerance, $"{name} of {example}");
            example.Run(ScalarType.Float32, ofInput: false)["pointwise gradient"].bytes.SequenceEqual(actual["pointwise gradient"].bytes).Should().BeTrue();
            using var _ = no_grad();
            Error(example.Forward(ScalarType.Float32, false).Output, example.Forward(ScalarType.Float64, false).Output).Should().BeLessThan(Tolerance);
        }
    }

    [Fact]
    public void A_factorized_reduction_of_odd_sides_is_left_to_torch()
    {
        using var scope = NewDisposeScope();

        BlockKernels.Auto.TryApply([Draw(2, 2, 16, 5, 4)], relu: false, null, 2, 1, Draw(3, 16, 16, 1, 1), new BlockNorm(zeros(16), ones(16), null, null, true, 0.1, 1e-5)).Should().BeNull();
    }

    [Fact]
    public void A_gradient_in_evaluation_is_refused_and_torch_gives_it()
    {
        using var scope = NewDisposeScope();
        var example = new Example(3, 16, 16, 6, 6, 3, 1, 2, relu: true, affine: true);
        var onTorch = new Example(3, 16, 16, 6, 6, 3, 1, 2, relu: true, affine: true) { Kernels = BlockKernels.Torch };
        var expected = example.Run(ScalarType.Float64, batchStatistics: false);

        FluentActions.Invoking(() => example.Run(ScalarType.Float32, batchStatistics: false)).Should().Throw<Exception>();
        foreach (var (name, tensor) in onTorch.Run(ScalarType.Float32, batchStatistics: false)) Error(tensor, expected[name]).Should().BeLessThan(Tolerance, name);
    }

    public static TheoryData<int> Widths => [.. new[] { 1, 4, 8, 16 }.Where(static lanes => lanes <= Lanes.Widest)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_vector_width_equals_a_double_precision_reference(int lanes)
    {
        using var scope = NewDisposeScope();
        foreach (var (kernel, stride, dilation, pieces) in new[] { (3, 1, 1, 1), (5, 2, 1, 1), (3, 1, 2, 1), (5, 2, 2, 1), (7, 1, 1, 1), (0, 1, 1, 4), (0, 2, 1, 4) })
        {
            var example = new Example(3, 20 * pieces, 36, 8, 6, kernel, stride, dilation, relu: true, affine: true) { Kernels = BlockKernels.NoWiderThan(lanes), Pieces = pieces };
            var expected = example.Run(ScalarType.Float64);
            foreach (var (name, tensor) in example.Run(ScalarType.Float32)) Error(tensor, expected[name]).Should().BeLessThan(Tolerance, $"{name} of {example}");
            using var _ = no_grad();
            Error(example.Forward(ScalarType.Float32, false).Output, example.Forward(ScalarType.Float64, false).Output).Should().BeLessThan(Tolerance, $"{example}");
        }
    }

    [Fact]
    public void The_widest_register_that_channels_fill_is_taken()
    {
        Lanes.For(36, 16).Should().Be(16);
        Lanes.For(15, 16).Should().Be(8);
        Lanes.For(64, 4).Should().Be(4);
        Lanes.For(3, 16).Should().Be(1);
        Lanes.For(64, 1).Should().Be(1);
    }

    [Fact]
    public void Batch_statistics_without_gradients_enter_the_running_ones()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var example = new Example(3, 16, 16, 6, 6, 3, 2, 1, relu: true, affine: false);
        var expected = example.Forward(ScalarType.Float64, batchStatistics: true);

        var actual = example.Forward(ScalarType.Float32, batchStatistics: true);

        Error(actual.Output, expected.Output).Should().BeLessThan(Tolerance);
        Error(actual.Norm.RunningMean, expected.Norm.RunningMean).Should().BeLessThan(Tolerance);
        Error(actual.Norm.RunningVariance, expected.Norm.RunningVariance).Should().BeLessThan(Tolerance);
    }

    [Fact]
    public void A_large_mean_does_not_spoil_the_variance()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var input = (Draw(1, 4, 16, 8, 8) + 100).contiguous();
        var identity = eye(16).reshape(16, 16, 1, 1);
        var norm = new BlockNorm(zeros(16), ones(16), null, null, true, 1, 0);

        BlockKernels.Auto.Apply([input], relu: false, null, 1, 1, identity, norm);

        Error(norm.RunningVariance, input.to(ScalarType.Float64).var([0, 2, 3])).Should().BeLessThan(1e-5);
    }

    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(128)]
    public void Statistics_of_large_images_are_as_exact_as_torchs(int side)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var input = ToChannelsLast((Draw(side, 4, 16, side, side) * 0.01).add(Draw(2, 16).reshape(1, 16, 1, 1) + 1.5, Scalars.One));
        (Tensor Mean, Tensor Variance) Errors(Func<Tensor, Tensor, Tensor> apply)
        {
            var (mean, variance) = (zeros(16), ones(16));
            apply(mean, variance);
            var (exactMean, exactVariance) = (input.to(ScalarType.Float64).mean([0, 2, 3]), input.to(ScalarType.Float64).var([0, 2, 3]));
            return ((mean.to(ScalarType.Float64) / exactMean - 1).abs().max(), (variance.to(ScalarType.Float64) / exactVariance - 1).abs().max());
        }

        var torchs = Errors((mean, variance) => nn.functional.batch_norm(input.contiguous(), mean, variance, null, null, training: true, momentum: 1, eps: 1e-5)); // in the order in which torch is most exact
        var actual = Errors((mean, variance) => BlockKernels.Auto.Apply([input], relu: false, null, 1, 1, eye(16).reshape(16, 16, 1, 1), new BlockNorm(mean, variance, null, null, true, 1, 1e-5)));

        actual.Mean.item<double>().Should().BeLessThan(2 * torchs.Mean.item<double>());
        actual.Variance.item<double>().Should().BeLessThan(2 * torchs.Variance.item<double>());
    }

    [Fact]
    public void Repeats_bit_for_bit_for_any_number_of_threads()
    {
        int threads = get_num_threads();
        using var scope = NewDisposeScope();
        var example = new Example(67, 36, 20, 9, 8, 5, 1, 2, relu: true, affine: true);
        try
        {
            var first = example.Run(ScalarType.Float32);
            foreach (int count in new[] { threads, 1, 2, 3 })
            {
                set_num_threads(count);
                foreach (var (name, tensor) in example.Run(ScalarType.Float32)) tensor.bytes.SequenceEqual(first[name].bytes).Should().BeTrue(name);
            }
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    [Fact]
    public void Needs_no_gradient_of_its_input()
    {
        using var scope = NewDisposeScope();
        var example = new Example(3, 16, 16, 6, 6, 3, 1, 1, relu: true, affine: false);
        var expected = example.Run(ScalarType.Float64);

        var actual = example.Run(ScalarType.Float32, ofInput: false);

        actual.Should().NotContainKey("input gradient");
        Error(actual["depthwise gradient"], expected["depthwise gradient"]).Should().BeLessThan(Tolerance);
        Error(actual["pointwise gradient"], expected["pointwise gradient"]).Should().BeLessThan(Tolerance);
    }

    [Fact]
    public void Leaves_no_tensors_and_no_nodes_behind()
    {
        using var x = Draw(1, 64, 16, 32, 32);
        using var w = Draw(2, 16, 1, 3, 3).requires_grad_();
        using var p = Draw(3, 16, 16, 1, 1);
        using var running = zeros(16);
        using var variance = ones(16);
        void Step()
        {
            using var scope = NewDisposeScope();
            BlockKernels.Auto.Apply([x], relu: true, w, 1, 1, p, new BlockNorm(running, variance, null, null, true, 0.1, 1e-5)).sum().backward();
            using var none = no_grad();
            foreach (bool batchStatistics in new[] { true, false })
                BlockKernels.Auto.Apply([x], relu: true, w, 1, 1, p, new BlockNorm(running, variance, null, null, batchStatistics, 0.1, 1e-5)).Dispose();
        }
        for (int i = 0; i < 5; i++) Step();
        long tensors = DisposeScopeManager.Statistics.ThreadTotalLiveCount, memory = ResidentBytes();

        for (int i = 0; i < 40; i++) Step();

        DisposeScopeManager.Statistics.ThreadTotalLiveCount.Should().Be(tensors);
        (ResidentBytes() - memory).Should().BeLessThan(64 << 20, "each step that leaked would keep 4 MB at least, 160 in all");
    }

    [Fact]
    public void Changing_the_output_in_place_before_backward_is_an_error()
    {
        using var scope = NewDisposeScope();
        var pointwise = Draw(1, 16, 16, 1, 1).requires_grad_();
        var output = BlockKernels.Auto.Apply([Draw(2, 2, 16, 4, 4)], relu: false, null, 1, 1, pointwise, new BlockNorm(zeros(16), ones(16), null, null, true, 0.1, 1e-5));
        output.add_(Scalars.One, Scalars.One);

        var backward = () => output.sum().backward();

        backward.Should().Throw<Exception>().WithMessage("*invalid gradient*");
    }

    private static long ResidentBytes()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static Tensor ToChannelsLast(Tensor image) => image.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    private static double Error(Tensor actual, Tensor expected) =>
        (actual.to(ScalarType.Float64) - expected).abs().max().item<double>() / Math.Max(expected.abs().max().item<double>(), 1e-2);

    private static Tensor Draw(int step, params long[] size)
    {
        float[] values = new float[size.Aggregate(1L, (product, next) => product * next)];
        new RandomStream(7, "test", step).FillUniform(values);
        for (int i = 0; i < values.Length; i++) values[i] = (values[i] * 2) - 1;
        return tensor(values).reshape(size);
    }

    private sealed class Example(int images, int channelsIn, int channelsOut, int height, int width, int kernel, int stride, int dilation, bool relu, bool affine)
    {
        private readonly Tensor input = Draw(1, images, channelsIn, height, width);
        private readonly Tensor? depthwise = kernel == 0 ? null : Draw(2, channelsIn, 1, kernel, kernel);
        private readonly Tensor pointwise = Draw(3, channelsOut, channelsIn, 1, 1);
        private readonly Tensor weight = Draw(4, channelsOut);
        private readonly Tensor bias = Draw(5, channelsOut);
        private readonly Tensor outputGradient = Draw(6, images, channelsOut, (height - 1) / stride + 1, (width - 1) / stride + 1);

        /// <summary>Pieces that the input is handed over in.</summary>
        public int Pieces { get; init; } = 1;

        public BlockKernels Kernels { get; init; } = BlockKernels.Auto;

        private bool IsReduction => stride == 2 && depthwise is null;

        public Tensor RunningMean { get; } = Draw(7, channelsOut);

        public Tensor RunningVariance { get; } = (Draw(8, channelsOut) + 1.5).contiguous();

        public (Tensor Output, BlockNorm Norm, Tensor?[] Arguments) Forward(ScalarType type, bool batchStatistics, bool ofInput = true)
        {
            Tensor? Copy(Tensor? tensor, bool gradient = true) => tensor?.to(type, copy: true).requires_grad_(gradient && is_grad_enabled());
            var (x, d, p) = (Copy(type == ScalarType.Float32 ? ToChannelsLast(input) : input, ofInput)!, Copy(depthwise), Copy(pointwise)!);
            var norm = new BlockNorm(Copy(RunningMean, false)!, Copy(RunningVariance, false)!, affine ? Copy(weight) : null, affine ? Copy(bias) : null, batchStatistics, 0.1, 1e-5);
            var output = type != ScalarType.Float32 ? Reference(x, d, p, norm)
                : Pieces > 1 || IsReduction ? Kernels.TryApply(x.chunk(Pieces, 1), relu, d, stride, dilation, p, norm)!
                : Kernels.Apply([x], relu, d, stride, dilation, p, norm);
            return (output, norm, [x, d, p]);
        }

        public Dictionary<string, Tensor> Run(ScalarType type, bool batchStatistics = true, bool ofInput = true)
        {
            var (output, norm, arguments) = Forward(type, batchStatistics, ofInput);
            output.backward([outputGradient.to(type)]);
            var results = new Dictionary<string, Tensor?>
            {
                ["output"] = output.detach(),
                ["running mean"] = norm.RunningMean,
                ["running variance"] = norm.RunningVariance,
                ["input gradient"] = ofInput ? arguments[0]!.grad : null,
                ["depthwise gradient"] = arguments[1]?.grad,
                ["pointwise gradient"] = arguments[2]!.grad,
                ["weight gradient"] = norm.Weight?.grad,
                ["bias gradient"] = norm.Bias?.grad,
            };
            return results.Where(result => result.Value is not null).ToDictionary(result => result.Key, result => result.Value!.contiguous());
        }

        public override string ToString() => $"{images} x {channelsIn} x {height} x {width} to {channelsOut}, kernel {kernel}, stride {stride}, dilation {dilation}, relu {relu}, affine {affine}";

        private Tensor Reference(Tensor x, Tensor? d, Tensor p, BlockNorm norm)
        {
            if (relu) x = nn.functional.relu(x);
            long pad = (kernel - 1) * dilation / 2;
            if (d is not null) x = nn.functional.conv2d(x, d, null, [stride, stride], [pad, pad], [dilation, dilation], channelsIn);
            x = IsReduction
                ? cat([nn.functional.conv2d(x, p.narrow(0, 0, channelsOut / 2), null, [2, 2]), nn.functional.conv2d(x[.., .., 1.., 1..], p.narrow(0, channelsOut / 2, channelsOut / 2), null, [2, 2])], 1)
                : nn.functional.conv2d(x, p);
            return nn.functional.batch_norm(x, norm.RunningMean, norm.RunningVariance, norm.Weight, norm.Bias, norm.BatchStatistics, norm.Momentum, norm.Epsilon);
        }
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Kernels;
using Ddas.Nas.Supernet.Operations;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Tests.Operations;

public class OperationTableTests
{
    private const float OutputTolerance = 1e-5f;
    private const double SumTolerance = 1e-4;

    [Fact]
    public void The_golden_file_has_29_cases() => GoldenCase.All.Should().HaveCount(29);

    [Fact]
    public void The_operation_none_connects_nothing()
    {
        var none = OperationTable.Darts[Operation.None];

        none.ConnectsNothing.Should().BeTrue();
        FluentActions.Invoking(() => none.CreateModule(new OperationSite(4, 1, false))).Should().Throw<InvalidOperationException>();
        DartsOperations.All.Count(o => OperationTable.Darts[o].ConnectsNothing).Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(GoldenCase.Indices), MemberType = typeof(GoldenCase))]
    public void An_operation_computes_what_the_original_does(int index) => Check(GoldenCase.All[index], channelsLast: false, OutputTolerance, SumTolerance);

    [Theory]
    [MemberData(nameof(GoldenCase.Indices), MemberType = typeof(GoldenCase))]
    public void It_does_so_in_channels_last_memory_too(int index) => Check(GoldenCase.All[index], channelsLast: true, 2 * OutputTolerance, 3 * SumTolerance);

    [Fact]
    public void An_unknown_operation_is_refused_with_the_known_ones()
    {
        var act = () => OperationTable.Darts[new Operation("conv_9x9")];

        act.Should().Throw<ArgumentException>().WithMessage("*'conv_9x9'*avg_pool_3x3, dil_conv_3x3*");
    }

    [Fact]
    public void A_caller_adds_an_operation_and_the_shared_table_stays_as_it_is()
    {
        var own = new Operation("conv_1x1");

        var table = OperationTable.Darts.With(new OperationDefinition(own, site => nn.Conv2d(site.Channels, site.Channels, 1, site.Stride)));

        using var module = table[own].CreateModule(new OperationSite(4, 1, false));
        module.call(ones(1, 4, 8, 8)).shape.Should().Equal(1, 4, 8, 8);
        FluentActions.Invoking(() => OperationTable.Darts[own]).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_factorized_reduction_needs_an_even_number_of_channels() =>
        FluentActions.Invoking(() => OperationTable.Darts[DartsOperations.SkipConnect].CreateModule(new OperationSite(3, 2, false)))
            .Should().Throw<ArgumentException>().WithMessage("*even number of channels, not 3*");

    private static void Check(GoldenCase golden, bool channelsLast, float tolerance, double sumTolerance)
    {
        using var scope = NewDisposeScope();
        using var operation = golden.Op == "none" ? null : Create(golden);
        Tensor Forward(Tensor x) => operation?.Forward(x) ?? Zero.After(x, golden.Stride);
        var parameters = operation?.Module.named_parameters().ToList() ?? [];
        parameters.Select(p => p.name).Should().Equal(golden.Params.Select(p => p.Name));
        foreach (var ((name, parameter), k) in parameters.Select((p, k) => (p, k))) Assign(name, parameter, k);

        var filled = GoldenCase.Fill([2, golden.InChannels, 8, 8], 11, 1);
        var input = (channelsLast ? ChannelsLast.Apply(filled) : filled).requires_grad_();
        var output = Forward(input);
        output.shape.Should().Equal(golden.OutShape);
        Close(output, golden.TrainOutputFirst48, tolerance);
        Sum(output, golden.TrainOutputSum, sumTolerance);
        Sum(output.abs(), golden.TrainOutputAbsSum, sumTolerance);

        using var zero = 0f.ToScalar();
        ((output.add(input.sum().mul(zero), Scalars.One) * GoldenCase.Fill(output.shape, 5, 1)).sum()).backward();
        Close(input.grad!, golden.InputGradFirst48, tolerance, isGradient: true);
        Sum(input.grad!.abs(), golden.InputGradAbsSum, sumTolerance);
        foreach (var (name, parameter) in parameters)
        {
            var gradient = golden.ParamGrads.Single(g => g.Name == name);
            Sum(parameter.grad!, gradient.GradSum, sumTolerance);
            Sum(parameter.grad!.abs(), gradient.GradAbsSum, sumTolerance);
        }

        operation?.SetMode(train: false);
        using (no_grad())
        {
            var evaluated = Forward(input.detach());
            Close(evaluated, golden.EvalOutputAfterOneTrainForwardFirst48, tolerance);
            Sum(evaluated.abs(), golden.EvalOutputAbsSum, sumTolerance);
        }
    }

    private static EdgeOperation Create(GoldenCase golden)
    {
        var table = golden.Op switch
        {
            "ReLUConvBN" => OperationTable.Darts.With(new(new(golden.Op), site => new PointwiseBlock(golden.InChannels, site.Channels, site.Affine, BlockKernels.Auto))),
            "FactorizedReduce" => OperationTable.Darts.With(new(new(golden.Op), site => new FactorizedReduce(golden.InChannels, site.Channels, site.Affine, BlockKernels.Auto))),
            _ => OperationTable.Darts,
        };
        return new EdgeOperation(table[new(golden.Op)], new OperationSite(golden.OutChannels, golden.Stride, golden.Affine), inSupernet: true);
    }

    private static void Assign(string name, Parameter parameter, int k)
    {
        long[] shape = parameter.shape;
        var value = shape.Length > 1 ? GoldenCase.Fill(shape, k, 0.5 / Math.Sqrt(shape[1..].Aggregate(1L, (a, b) => a * b)))
            : name.EndsWith("weight", StringComparison.Ordinal) ? 1 + (0.1f * GoldenCase.Fill(shape, k, 1))
            : GoldenCase.Fill(shape, k, 1);
        using (no_grad()) parameter.copy_(value);
    }

    /// <summary>Absolute for outputs; gradients, which go up to several hundred, relative above 1.</summary>
    private static void Close(Tensor actual, float[] expected, float tolerance, bool isGradient = false)
    {
        float relative(float value) => isGradient ? Math.Max(1, Math.Abs(value)) : 1;
        float[] values = actual.detach().contiguous().data<float>().ToArray()[..expected.Length];
        values.Zip(expected, (a, e) => Math.Abs(a - e) / relative(e)).Max().Should().BeLessThan(tolerance);
    }

    /// <summary>Relative above 1: a sum of float32 gradients of several thousand is not known to 1e-4.</summary>
    private static void Sum(Tensor actual, double expected, double tolerance) =>
        actual.to(float64).sum().item<double>().Should().BeApproximately(expected, tolerance * Math.Max(1, Math.Abs(expected)));
}

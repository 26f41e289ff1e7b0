using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.Supernet.Kernels;
using Ddas.Nas.Supernet.Operations;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Tests;

public class SupernetNetworkTests
{
    [Theory]
    [InlineData(1, 1, 8, 10)]
    [InlineData(2, 3, 16, 2)]
    [InlineData(3, 1, 28, 7)]
    [InlineData(6, 3, 8, 100)]
    public void Any_number_of_cells_image_side_and_classes_works(int cells, int imageChannels, int size, int classes)
    {
        using var scope = NewDisposeScope();
        var skeleton = Toy.Skeleton with { Cells = cells, ImageChannels = imageChannels, ImageSize = size, Classes = classes };
        using var network = Toy.Supernet(skeleton: skeleton);
        var images = Toy.Images(2, skeleton: skeleton);

        network.Forward(images, ArchitectureWeights.Constant(network.Space, 1), training: true).shape.Should().Equal(2, classes);
        network.Forward(images, Toy.Architecture(3), training: false).shape.Should().Equal(2, classes);
    }

    [Fact]
    public void A_side_that_is_not_divisible_by_4_is_refused() =>
        FluentActions.Invoking(() => Toy.Supernet(skeleton: Toy.Skeleton with { ImageSize = 30 }))
            .Should().Throw<OptionsException>().WithMessage("*ImageSize is 30*divisible by 4*");

    [Fact]
    public void A_space_of_another_kind_is_refused() =>
        FluentActions.Invoking(() => new SupernetNetwork(Toy.Skeleton, 0, new NetworkOptions { Space = SearchSpaceDefinition.NasBench201 }))
            .Should().Throw<ArgumentException>().WithMessage("*'nasbench201' makes no DARTS network*");

    [Fact]
    public void The_search_network_of_the_paper_bears_DARTS_names_and_sizes()
    {
        var skeleton = new NetworkSkeleton { Channels = 16, Cells = 6 };
        using var network = new SupernetNetwork(skeleton, 0);

        network.NamedTensors["stem.0.weight"].shape.Should().Equal(48, 3, 3, 3);
        network.NamedTensors["stem.1.weight"].shape.Should().Equal(48);
        network.NamedTensors["cells.0.preprocess0.op.1.weight"].shape.Should().Equal(16, 48, 1, 1);
        network.NamedTensors["cells.3.preprocess0.conv_1.weight"].shape.Should().Equal(16, 64, 1, 1);
        network.NamedTensors["cells.2._ops.0._ops.3.conv_2.weight"].shape.Should().Equal(16, 32, 1, 1);
        network.NamedTensors["cells.5._ops.13._ops.4.op.5.weight"].shape.Should().Equal(64, 1, 3, 3);
        network.NamedTensors["cells.0._ops.2._ops.1.1.running_mean"].shape.Should().Equal(16);
        network.NamedTensors["classifier.weight"].shape.Should().Equal(10, 256);
        network.NamedTensors.Keys.Should().NotContain(name => name.StartsWith("cells.0._ops.0._ops.0."), "none has no module");
        // DARTS' search network holds 1.93 M weights at 8 cells; here by hand, per cell kind, for C = 16 and 6 cells.
        network.Parameters.Sum(p => p.numel()).Should().Be(SupernetParameters(skeleton));
    }

    [Fact]
    public void Initial_weights_are_PyTorchs_distribution_and_come_from_the_seed_alone()
    {
        manual_seed(1);
        using var first = Toy.Supernet(7);
        manual_seed(2);
        using var again = Toy.Supernet(7);
        using var other = Toy.Supernet(8);

        Toy.Snapshot(again).Should().BeEquivalentTo(Toy.Snapshot(first));
        Toy.Values(other.NamedTensors["stem.0.weight"]).Should().NotEqual(Toy.Values(first.NamedTensors["stem.0.weight"]));
        using var large = Toy.Supernet(7, new NetworkSkeleton { Channels = 32, Cells = 1, ImageSize = 8, Classes = 10 });
        float[] pointwise = Toy.Values(large.NamedTensors["cells.0.preprocess1.op.1.weight"]);
        pointwise.Should().HaveCount(64 * 96);
        double bound = 1 / Math.Sqrt(96);
        pointwise.Should().OnlyContain(w => Math.Abs(w) <= bound);
        ((double)pointwise.Average()).Should().BeApproximately(0, 4 * bound / Math.Sqrt(3 * pointwise.Length));
        pointwise.Average(w => (double)w * w).Should().BeApproximately(bound * bound / 3, 0.05 * bound * bound);
        Toy.Values(large.NamedTensors["stem.1.weight"]).Should().OnlyContain(w => w == 1);
        Toy.Values(large.NamedTensors["stem.1.bias"]).Should().OnlyContain(w => w == 0);
        Toy.Values(large.NamedTensors["classifier.bias"]).Should().OnlyContain(w => w != 0 && Math.Abs(w) <= 1 / Math.Sqrt(256));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_mixed_pass_with_shared_work_equals_the_naive_sum(bool allOnes)
    {
        using var scope = NewDisposeScope();
        using var network = new SupernetNetwork(Toy.Skeleton, 1, new NetworkOptions { Type = float64 });
        using var reference = new SupernetNetwork(Toy.Skeleton, 1, new NetworkOptions { Type = float64 });
        var alpha = allOnes ? ArchitectureWeights.Constant(network.Space, 1) : Toy.Alpha(5);
        var images = Toy.Images().to(float64);

        for (int batch = 0; batch < 2; batch++)
        {
            var logits = network.Forward(images, alpha, training: true);
            var naive = NaiveNetwork.Forward(reference, images, alpha, training: true);
            Close(logits, naive, 1e-10);
            if (batch > 0) continue;
            (logits * logits).sum().backward();
            (naive * naive).sum().backward();
            foreach (var (name, tensor) in network.NamedTensors.Where(t => t.Value.requires_grad))
                Close(tensor.grad!, reference.NamedTensors[name].grad!, 1e-9 * (1 + tensor.grad!.abs().max().item<double>()), name);
        }

        foreach (var (name, tensor) in network.NamedTensors.Where(t => !t.Value.requires_grad))
            Close(tensor, reference.NamedTensors[name], 1e-12 * (1 + tensor.abs().max().to(float64).item<double>()), name);
        using var _ = no_grad();
        Close(network.Forward(images, alpha, training: false), NaiveNetwork.Forward(reference, images, alpha, training: false), 1e-10);
    }

    [Theory]
    [InlineData(4, null)]
    [InlineData(16, null)]
    [InlineData(4, 10)]
    [InlineData(8, 11)]
    [InlineData(12, 12)]
    [InlineData(16, 14)]
    [InlineData(16, 16)]
    public void The_kernels_of_float32_give_what_double_precision_gives(int channels, int? architecture)
    {
        using var scope = NewDisposeScope();
        var skeleton = Toy.Skeleton with { Channels = channels, Cells = 6, ImageSize = 16 };
        using var network = Toy.Supernet(skeleton: skeleton);
        using var reference = new SupernetNetwork(skeleton, 1, new NetworkOptions { Type = float64 });
        var alpha = architecture is { } seed ? Toy.Architecture(seed).Weights : ArchitectureWeights.Constant(network.Space, 1);
        var images = Toy.Images(8, skeleton: skeleton);

        Tensor logits = network.Forward(images, alpha, training: true), expected = NaiveNetwork.Forward(reference, images.to(float64), alpha, training: true);
        (logits * logits).sum().backward();
        (expected * expected).sum().backward();

        using var torchs = new SupernetNetwork(skeleton, 1, new NetworkOptions { Kernels = KernelChoice.Torch });
        Error(logits, expected).Should().BeLessThan(2 * Error(torchs.Forward(images, alpha, training: true), expected), "rounding moves some networks more than others");
        foreach (var (name, tensor) in network.NamedTensors.Where(t => !t.Value.requires_grad)) Error(tensor, reference.NamedTensors[name]).Should().BeLessThan(1e-4, name);
        var gradients = network.NamedTensors.Where(t => t.Value.grad is not null).ToDictionary(t => t.Key, t => Error(t.Value.grad!, reference.NamedTensors[t.Key].grad!));
        gradients.Values.Order().ElementAt(gradients.Count / 2).Should().BeLessThan(1e-3);
        // A value so near 0 that rounding moves it over ReLU's kink changes gradients at one pixel; torch's float32 has such too.
        foreach (var (name, error) in gradients) error.Should().BeLessThan(0.2, name);
        using var _ = no_grad();
        Error(network.Forward(images, alpha, training: false), NaiveNetwork.Forward(reference, images.to(float64), alpha, training: false)).Should().BeLessThan(1e-5);

        static double Error(Tensor actual, Tensor exact) => (actual.to(float64) - exact.to(float64)).abs().max().item<double>() / (1e-2 + exact.to(float64).abs().max().item<double>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_discrete_pass_is_the_mixed_pass_of_its_alpha(int seed)
    {
        using var scope = NewDisposeScope();
        using var network = Toy.Supernet();
        using var reference = Toy.Supernet();
        var architecture = Toy.Architecture(seed);
        var images = Toy.Images();

        var discrete = network.Forward(images, architecture, training: true);
        var mixed = NaiveNetwork.Forward(reference, images, architecture.Weights, training: true);

        Close(discrete, mixed, 1e-5);
    }

    [Fact]
    public void A_training_pass_touches_the_statistics_of_chosen_operations_only()
    {
        using var scope = NewDisposeScope();
        using var network = Toy.Supernet();
        var architecture = Toy.Architecture(2);
        var before = Toy.Snapshot(network);

        network.Forward(Toy.Images(), architecture, training: true).sum().backward();

        var after = Toy.Snapshot(network);
        var active = network.ActiveParameters(architecture).ToHashSet();
        foreach (var (name, tensor) in network.NamedTensors)
        {
            bool used = IsUsed(network, architecture, name);
            if (tensor is TorchSharp.Modules.Parameter parameter)
            {
                active.Contains(parameter).Should().Be(used, name);
                (parameter.grad is not null).Should().Be(used, name);
                after[name].Should().Equal(before[name], name);
            }
            else
            {
                after[name].SequenceEqual(before[name]).Should().Be(!used, name);
            }
        }
    }

    [Fact]
    public void A_cell_without_connections_gives_zeros_and_trains_the_classifiers_bias()
    {
        using var scope = NewDisposeScope();
        using var network = Toy.Supernet();
        var images = Toy.Images();
        images[0] = float.NaN;

        var logits = network.Forward(images, Toy.Uniform(Operation.None), training: true);
        logits.sum().backward();

        for (int i = 0; i < 4; i++) Toy.Values(logits[i]).Should().Equal(Toy.Values(network.NamedTensors["classifier.bias"]));
        Toy.Values(network.NamedTensors["classifier.bias"].grad!).Should().OnlyContain(g => g == 4);
        Toy.Values(network.NamedTensors["classifier.weight"].grad!).Should().OnlyContain(g => g == 0);
        network.NamedTensors["stem.0.weight"].grad.Should().BeNull();
    }

    [Fact]
    public void An_operation_of_the_callers_takes_part()
    {
        using var scope = NewDisposeScope();
        var own = new Operation("conv_1x1");
        var space = new SearchSpaceDefinition("own", ["normal", "reduce"], new CellTopology(2, 2, EdgeChoice.BestPerNode(1), CellOutput.ConcatenateNodes), [Operation.None, own]);
        var table = OperationTable.Darts.With(new OperationDefinition(own, site => nn.Conv2d(site.Channels, site.Channels, 1, site.Stride)));
        manual_seed(3);
        using var network = new SupernetNetwork(Toy.Skeleton, 1, new NetworkOptions { Space = space, Operations = table });
        manual_seed(4);
        using var again = new SupernetNetwork(Toy.Skeleton, 1, new NetworkOptions { Space = space, Operations = table });
        Toy.Snapshot(again).Should().BeEquivalentTo(Toy.Snapshot(network));
        var architecture = new Architecture(space, [[new(0, 1), new(4, 1)], [new(1, 1), new(2, 1)]]);

        network.Forward(Toy.Images(), architecture, training: true).sum().backward();

        network.NamedTensors["cells.0._ops.0._ops.1.weight"].grad.Should().NotBeNull();
        network.NamedTensors["cells.0._ops.1._ops.1.weight"].grad.Should().BeNull();
    }

    [Fact]
    public void An_architecture_of_another_space_is_refused()
    {
        using var scope = NewDisposeScope();
        using var network = Toy.Supernet();
        var foreign = ArchitectureWeights.Constant(SearchSpaceDefinition.NasBench201, 1);

        FluentActions.Invoking(() => network.Forward(Toy.Images(), foreign, training: false)).Should().Throw<ArgumentException>().WithMessage("*'darts', not 'nasbench201'*");
    }

    [Fact]
    public void No_tensor_outlives_a_pass_but_its_result()
    {
        using var network = Toy.Supernet();
        using var images = Toy.Images();
        var alpha = ArchitectureWeights.Constant(network.Space, 1);
        using var _ = no_grad();
        network.Forward(images, alpha, training: false).Dispose();
        long before = TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

        foreach (bool training in new[] { false, true })
        {
            network.Forward(images, alpha, training).Dispose();
            network.Forward(images, Toy.Architecture(1), training).Dispose();
            network.Forward(images, Toy.Uniform(Operation.None), training).Dispose();
        }

        TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount.Should().Be(before);
    }

    private static bool IsUsed(SupernetNetwork network, Architecture architecture, string name)
    {
        string[] parts = name.Split('.');
        if (parts[0] != "cells" || parts[2] != "_ops") return true;
        int kind = network.Skeleton.IsReduction(int.Parse(parts[1])) ? 1 : 0;
        return architecture.Cell(kind).Contains(new ChosenPair(int.Parse(parts[3]), int.Parse(parts[5])));
    }

    private static long SupernetParameters(NetworkSkeleton skeleton)
    {
        long c = skeleton.Channels, total = (27 * 3 * c) + (2 * 3 * c), before = 3 * c, previous = 3 * c;
        for (int cell = 0; cell < skeleton.Cells; cell++)
        {
            bool reduction = skeleton.IsReduction(cell);
            if (reduction) c *= 2;
            long convolutions = (2 * ((9 * c) + (c * c))) + (2 * ((25 * c) + (c * c))) + (9 * c) + (c * c) + (25 * c) + (c * c);
            total += (before * c) + (previous * c) + (14 * convolutions) + (reduction ? 8 * c * c : 0);
            (before, previous) = (previous, 4 * c);
        }

        return total + ((previous + 1) * skeleton.Classes);
    }

    private static void Close(Tensor actual, Tensor expected, double tolerance, string because = "")
    {
        actual.shape.Should().Equal(expected.shape, because);
        (actual.to(float64) - expected.to(float64)).abs().max().item<double>().Should().BeLessThanOrEqualTo(tolerance, because);
    }
}

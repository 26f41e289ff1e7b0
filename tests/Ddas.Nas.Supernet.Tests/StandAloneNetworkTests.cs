using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Discretization;
using FsCheck.Xunit;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Tests;

public class StandAloneNetworkTests
{
    public static TheoryData<string> Published => [.. PublishedCells.All.Select(cell => cell.Name)];

    [Fact]
    public void DARTS_V2_holds_the_published_number_of_parameters()
    {
        using var network = new StandAloneNetwork(PublishedCells.Find("DARTS_V2").Genotype, new NetworkSkeleton(), auxiliaryHead: true);

        network.Parameters.Sum(p => p.numel()).Should().Be(3_825_768);
        network.NamedTensors.Where(t => !t.Key.StartsWith("auxiliary_head", StringComparison.Ordinal) && t.Value.requires_grad).Sum(t => t.Value.numel()).Should().Be(3_349_342);
    }

    [Property(MaxTest = 40)]
    public void The_analytic_count_is_what_the_modules_hold(int seed, bool auxiliaryHead)
    {
        var random = new RandomStream(seed, "test", 0);
        var architecture = new BestPairDiscretizer().Discretize(ArchitectureWeights.Uniform(SearchSpaceDefinition.Darts, ref random));
        var skeleton = new NetworkSkeleton { Cells = 1 + random.NextInt(7), Channels = 2 * (1 + random.NextInt(8)), Classes = 2 + random.NextInt(20), ImageChannels = 1 + random.NextInt(3) };
        using var network = new StandAloneNetwork(Genotype.FromArchitecture(architecture), skeleton, auxiliaryHead: auxiliaryHead);

        var cost = new DartsNetworkCost(skeleton).Of(architecture);

        network.Parameters.Sum(p => p.numel()).Should().Be(auxiliaryHead ? cost.ParametersWithAuxiliary : cost.Parameters);
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Every_published_cell_holds_its_count_and_computes(string name)
    {
        var genotype = PublishedCells.Find(name).Genotype;
        var skeleton = new NetworkSkeleton { Cells = 5, Channels = 4, Classes = 7, ImageSize = 16 };
        using var scope = NewDisposeScope();
        using var network = new StandAloneNetwork(genotype, skeleton, seed: 1, auxiliaryHead: true);
        var images = ChannelsLast.Apply(ones(3, 3, 16, 16));

        var (logits, auxiliary) = network.Forward(images, training: true);
        var (evaluated, none) = network.Forward(images, training: false);

        network.Parameters.Sum(p => p.numel()).Should().Be(new DartsNetworkCost(skeleton).Of(genotype.ToArchitecture(SearchSpaceDefinition.Darts)).ParametersWithAuxiliary);
        logits.shape.Should().Equal(3, 7);
        auxiliary!.shape.Should().Equal(3, 7);
        evaluated.shape.Should().Equal(3, 7);
        none.Should().BeNull();
        logits.isfinite().all().item<bool>().Should().BeTrue();
    }

    [Fact]
    public void Tensors_bear_the_names_of_DARTS_in_the_genotypes_order()
    {
        using var network = new StandAloneNetwork(PublishedCells.Find("DARTS_V2").Genotype, new NetworkSkeleton { Cells = 4, Channels = 4 }, auxiliaryHead: true);

        network.NamedTensors.Keys.Should().Contain(["stem.0.weight", "stem.1.running_mean", "cells.0.preprocess0.op.1.weight", "cells.0._ops.0.op.1.weight",
            "cells.0._ops.4.op.1.weight", "auxiliary_head.features.2.weight", "auxiliary_head.features.6.running_var", "auxiliary_head.classifier.bias", "classifier.weight"]);
        network.NamedTensors.Keys.Should().NotContain(key => key.StartsWith("cells.0._ops.5.", StringComparison.Ordinal), "the sixth pair is an identity");
    }

    [Theory]
    [InlineData(16)]
    [InlineData(28)]
    [InlineData(32)]
    public void The_auxiliary_head_takes_every_image_size(int size)
    {
        using var scope = NewDisposeScope();
        using var network = new StandAloneNetwork(PublishedCells.Find("DARTS_V1").Genotype, new NetworkSkeleton { Cells = 3, Channels = 4, ImageSize = size }, auxiliaryHead: true);

        network.Forward(ChannelsLast.Apply(ones(2, 3, size, size)), training: true).Auxiliary!.shape.Should().Equal(2, 10);
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Tensor_names_are_those_of_the_original_code_and_no_others(string name)
    {
        var genotype = PublishedCells.Find(name).Genotype;
        using var network = new StandAloneNetwork(genotype, new NetworkSkeleton { Cells = 6, Channels = 4 }, auxiliaryHead: true);

        network.NamedTensors.Keys.Should().BeEquivalentTo(OriginalNames(genotype, cells: 6));
    }

    /// <summary>What the state_dict of quark0/darts' NetworkCIFAR holds, written down from its model.py and operations.py.</summary>
    private static IEnumerable<string> OriginalNames(Genotype genotype, int cells)
    {
        string[] names = ["stem.0.weight", .. Norm("stem.1"), "auxiliary_head.features.2.weight", .. Norm("auxiliary_head.features.3"), "auxiliary_head.features.5.weight",
            .. Norm("auxiliary_head.features.6"), "auxiliary_head.classifier.weight", "auxiliary_head.classifier.bias", "classifier.weight", "classifier.bias"];
        return names.Concat(Enumerable.Range(0, cells).SelectMany(i => Cell($"cells.{i}", i == cells / 3 || i == 2 * cells / 3, i > 0 && (i - 1 == cells / 3 || i - 1 == 2 * cells / 3))));

        IEnumerable<string> Cell(string cell, bool reduction, bool reducedBefore) =>
        [
            .. reducedBefore ? Reduce($"{cell}.preprocess0") : [$"{cell}.preprocess0.op.1.weight", .. Norm($"{cell}.preprocess0.op.2")],
            $"{cell}.preprocess1.op.1.weight", .. Norm($"{cell}.preprocess1.op.2"),
            .. (reduction ? genotype.Reduce : genotype.Normal).SelectMany((pair, i) => Operation($"{cell}._ops.{i}", pair.Operation.Name, reduction && pair.Input < 2)),
        ];

        static IEnumerable<string> Operation(string at, string operation, bool strided) => operation switch
        {
            "skip_connect" => strided ? Reduce(at) : [],
            "sep_conv_3x3" or "sep_conv_5x5" => [$"{at}.op.1.weight", $"{at}.op.2.weight", .. Norm($"{at}.op.3"), $"{at}.op.5.weight", $"{at}.op.6.weight", .. Norm($"{at}.op.7")],
            "dil_conv_3x3" or "dil_conv_5x5" => [$"{at}.op.1.weight", $"{at}.op.2.weight", .. Norm($"{at}.op.3")],
            _ => [],
        };

        static string[] Reduce(string at) => [$"{at}.conv_1.weight", $"{at}.conv_2.weight", .. Norm($"{at}.bn")];

        static string[] Norm(string at) => [$"{at}.weight", $"{at}.bias", $"{at}.running_mean", $"{at}.running_var", $"{at}.num_batches_tracked"];
    }
}

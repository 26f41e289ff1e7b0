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
        var images = Ddas.Nas.Torch.ChannelsLast.Apply(ones(3, 3, 16, 16));

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

        network.Forward(Ddas.Nas.Torch.ChannelsLast.Apply(ones(2, 3, size, size)), training: true).Auxiliary!.shape.Should().Equal(2, 10);
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.Supernet.Networks;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Tests.Networks;

public class DropPathTests
{
    [Fact]
    public void Whole_samples_are_dropped_or_scaled_so_that_the_mean_stays()
    {
        using var scope = NewDisposeScope();
        using var paths = new DropPath(0.25, 2, 4000, new RandomStream(1, "test", 0), CPU);

        float[] first = Toy.Values(paths.Apply(ones(4000, 2, 1, 1))), second = Toy.Values(paths.Apply(ones(4000, 2, 1, 1)));

        first.Chunk(2).Should().OnlyContain(sample => sample[0] == sample[1], "a sample is dropped as a whole");
        first.Distinct().Order().Should().Equal(0, 1 / 0.75f);
        first.Count(v => v == 0).Should().BeInRange(1840, 2160, "a quarter of 8,000 within three standard deviations of 2 x Binomial(4000, 1/4)");
        second.Should().NotEqual(first, "each operation has its own draw");
    }

    [Fact]
    public void Identities_are_never_dropped()
    {
        using var scope = NewDisposeScope();
        var images = Toy.Images();
        float[] kept, dropped;
        using (var network = Network("skip_connect")) kept = Outputs(network, images, 0.999);
        using (var network = Network("skip_connect")) dropped = Outputs(network, images, null);
        kept.Should().Equal(dropped);

        using (var network = Network("max_pool_3x3")) kept = Outputs(network, images, 0.999);
        using (var network = Network("max_pool_3x3")) dropped = Outputs(network, images, null);
        kept.Should().NotEqual(dropped);
    }

    [Fact]
    public void Paths_that_are_kept_by_probability_0_give_the_pass_without()
    {
        using var scope = NewDisposeScope();
        var images = Toy.Images();
        using var network = new StandAloneNetwork(PublishedCells.Find("DDAS_NL_CIFAR10_fig8").Genotype, Toy.Skeleton);

        Outputs(network, images, 0).Should().Equal(Outputs(network, images, null));
    }

    private static float[] Outputs(StandAloneNetwork network, Tensor images, double? probability)
    {
        using var paths = probability is { } p ? new DropPath(p, network.OperationCount, (int)images.shape[0], new RandomStream(3, "test", 0), CPU) : null;
        return Toy.Values(network.Train(images, paths).Logits);
    }

    // Reductions hold none only: there a skip is a factorized reduction, which may be dropped.
    private static StandAloneNetwork Network(string operation)
    {
        string pairs = string.Join(", ", Enumerable.Repeat($"('{operation}', 0), ('{operation}', 1)", 4));
        string none = string.Join(", ", Enumerable.Repeat("('none', 0), ('none', 1)", 4));
        var genotype = Genotype.Parse($"Genotype(normal=[{pairs}], normal_concat=[2, 3, 4, 5], reduce=[{none}], reduce_concat=[2, 3, 4, 5])");
        return new StandAloneNetwork(genotype, new NetworkSkeleton { Channels = 4, Cells = 5, Classes = 5, ImageSize = 8 });
    }
}

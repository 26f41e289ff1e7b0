using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.SearchSpace.Tests.Costs;

public class ArchitectureCostTests
{
    private static readonly Architecture Some = Architectures.Random(SearchSpaceDefinition.Darts, 0);

    [Fact]
    public void A_function_gets_a_name()
    {
        var cost = new ArchitectureCost("skips", architecture => architecture.Count(DartsOperations.SkipConnect));

        (cost.Name, cost.Of(Some)).Should().Be(("skips", Some.Count(DartsOperations.SkipConnect)));
        FluentActions.Invoking(() => new ArchitectureCost(" ", _ => 0)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_networks_cost_gives_its_flops_and_its_parameters_by_name()
    {
        var network = new DartsNetworkCost(new NetworkSkeleton { Channels = 16, Cells = 6 });

        (network.Flops.Name, network.Flops.Of(Some)).Should().Be(("flops", network.Of(Some).FlopsPaper));
        (network.Parameters.Name, network.Parameters.Of(Some)).Should().Be(("parameters", network.Of(Some).Parameters));
    }
}

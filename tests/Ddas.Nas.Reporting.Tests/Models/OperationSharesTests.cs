using Ddas.Nas.Reporting.Models;
using Ddas.Nas.Reporting.Runs;

namespace Ddas.Nas.Reporting.Tests.Models;

public class OperationSharesTests
{
    [Fact]
    public void Each_phase_has_the_shares_of_its_steps()
    {
        var run = ToyRuns.Run(9);

        var shares = OperationShares.Of(SearchMethod.Group([run]).Single(), cellKind: 0);

        shares.Select(s => s.Phase).Should().Equal("explore", "exploit", "final");
        string[] normal = [.. run.Steps.Take(3).Select(s => s.Genotype.Split("normal_concat")[0])];
        for (int o = 0; o < 8; o++)
        {
            string name = $"'{SearchSpace.SearchSpaceDefinition.Darts.Operations[o]}'";
            shares[0].Shares[o].Should().BeApproximately(normal.Sum(text => text.Split(name).Length - 1) / 24.0, 1e-12);
        }
    }

    [Fact]
    public void An_unknown_space_gives_none() => OperationShares.Of(SearchMethod.Group([new RunData("r", null, ToyRuns.Search(5, 0))]).Single(), 0).Should().BeEmpty();
}

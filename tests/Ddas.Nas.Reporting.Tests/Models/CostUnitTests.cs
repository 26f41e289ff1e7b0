using Ddas.Nas.Reporting.Models;
using Ddas.Nas.Reporting.Runs;

namespace Ddas.Nas.Reporting.Tests.Models;

public class CostUnitTests
{
    private static RunData Run(params (string Name, string Value)[] options) => new("r", ToyRuns.Manifest(options: options), []);

    [Fact]
    public void The_cost_of_a_supernets_steps_is_in_millions_of_flops() => CostUnit.Of([new RunData("x", null, []), Run()]).Of(68454892).Should().Be(68.454892);

    [Fact]
    public void The_cost_of_a_tables_steps_is_its_column() => CostUnit.Of([Run(("table", "t.csv"), ("cost", "flops_m"))]).Should().Be(new CostUnit("flops_m", 1));

    [Fact]
    public void Runs_with_different_units_have_none() => CostUnit.Of([Run(), Run(("table", "t.csv"), ("cost", "flops_m"))]).Should().Be(new CostUnit("cost", 1));
}

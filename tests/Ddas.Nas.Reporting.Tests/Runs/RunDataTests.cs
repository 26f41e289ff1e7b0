using Ddas.Nas.Reporting.Runs;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting.Tests.Runs;

public class RunDataTests
{
    [Theory]
    [InlineData("darts", "darts")]
    [InlineData("nasbench201", "nasbench201")]
    [InlineData("mine", null)]
    public void The_space_is_the_manifests_if_it_is_known(string name, string? space) =>
        new RunData("a", ToyRuns.Manifest(space: name), []).Space?.Name.Should().Be(space);

    [Fact]
    public void The_architecture_of_a_step_is_read_from_its_text()
    {
        var run = ToyRuns.Run(1);

        ArchitectureText.Format(run.ArchitectureOf(run.Steps[0])!).Should().Be(run.Steps[0].Genotype);
    }

    [Fact]
    public void Text_of_no_known_space_has_no_architecture()
    {
        new RunData("a", ToyRuns.Manifest(), []).ArchitectureOf(ToyRuns.Step(0, 0.5)).Should().BeNull();
        new RunData("a", null, []).ArchitectureOf(ToyRuns.Run(1).Steps[0]).Should().BeNull();
    }
}

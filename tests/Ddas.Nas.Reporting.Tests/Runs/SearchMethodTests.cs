using Ddas.Nas.Reporting.Runs;

namespace Ddas.Nas.Reporting.Tests.Runs;

public class SearchMethodTests
{
    private static RunData Run(string name, string agent, long seed = 0, params (string Name, string Value)[] options) => new(name, ToyRuns.Manifest(agent, seed, options: options), []);

    private static string[] Names(params RunData[] runs) => [.. SearchMethod.Group(runs).Select(m => m.Name)];

    [Fact]
    public void Runs_that_differ_in_their_seed_only_are_one_method()
    {
        var methods = SearchMethod.Group([Run("a", "nl", 0, ("seeds", "0,1"), ("quiet", "True")), Run("b", "rs"), Run("c", "nl", 1, ("seeds", "1"), ("quiet", "False"))]);

        methods.Select(m => m.Name).Should().Equal("DDAS-NL", "Random search");
        methods[0].Runs.Select(r => r.Name).Should().Equal("a", "c");
    }

    [Fact]
    public void Methods_of_one_agent_are_told_apart_by_the_options_in_which_they_differ() =>
        Names(Run("a", "g", 0, ("reward", "full"), ("batches", "25")), Run("b", "g", 0, ("reward", "loss"), ("batches", "25"))).Should().Equal("DDAS-G (reward full)", "DDAS-G (reward loss)");

    [Fact]
    public void Data_sets_tell_methods_apart_too()
    {
        var other = new RunData("b", ToyRuns.Manifest("4s") with { Dataset = new("cifar10", "sha256:11") }, []);

        Names(Run("a", "4s"), other).Should().Equal("DDAS-4S (toy)", "DDAS-4S (cifar10)");
    }

    [Fact]
    public void A_run_without_manifest_is_a_method_of_its_name() =>
        Names(new RunData("x", null, []), new RunData("y", null, []), Run("z", "my agent")).Should().Equal("x", "y", "my agent");

    [Fact]
    public void Names_that_cannot_be_told_apart_are_numbered()
    {
        var other = new RunData("b", ToyRuns.Manifest("rs") with { Space = "nasbench201" }, []);

        Names(Run("a", "rs"), other).Should().Equal("Random search", "Random search [2]");
    }
}

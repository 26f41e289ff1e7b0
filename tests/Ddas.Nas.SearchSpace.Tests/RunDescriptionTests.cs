namespace Ddas.Nas.SearchSpace.Tests;

public class RunDescriptionTests
{
    [Fact]
    public void Each_part_writes_under_its_own_name_and_parts_within_parts_too()
    {
        var description = new RunDescription();
        description.Set("steps", 10);
        description.Part("agent", new Outer(new Plain()));

        description.Options.Should().Equal(new Dictionary<string, string>
        {
            ["steps"] = "10", ["agent"] = "outer", ["agent.seed"] = "7", ["agent.rate"] = "0.5", ["agent.on"] = "true", ["agent.text"] = "", ["agent.inner"] = "Plain",
        });
        description.Notes.Should().Equal(new Dictionary<string, string> { ["agent.path"] = "/a" });
    }

    [Fact]
    public void A_part_without_a_description_enters_by_its_type_and_is_named_once()
    {
        var description = new RunDescription();
        description.Part("first", new Plain());
        description.Part("second", new Plain());
        description.Part("list", new List<int>());
        description.Part("absent", null);

        description.Options.Should().Equal(new Dictionary<string, string> { ["first"] = "Plain", ["second"] = "Plain", ["list"] = "List", ["absent"] = "none" });
        description.Undescribed.Should().Equal("Plain", "List`1");
    }

    [Fact]
    public void A_described_part_that_names_no_kind_enters_by_its_type()
    {
        var description = new RunDescription();
        description.Part("part", new Nameless());

        description.Options.Should().Equal(new Dictionary<string, string> { ["part"] = "Nameless", ["part.a"] = "1" });
        description.Undescribed.Should().BeEmpty();
    }

    [Fact]
    public void Of_seed_device_threads_libtorch_and_data_the_first_word_counts()
    {
        var description = new RunDescription();
        (description.Seed, description.Device, description.Threads, description.LibtorchVersion, description.Dataset).Should().Be(((long?)null, (string?)null, (int?)null, (string?)null, ((string, string)?)null));
        description.Part("agent", new Outer(null));
        description.SetSeed(9);
        (description.Device, description.Device) = ("cpu", "cuda:0");
        (description.Threads, description.Threads) = (2, 1);
        (description.LibtorchVersion, description.LibtorchVersion) = ("2.10.0", "1");
        (description.Dataset, description.Dataset) = (("mini", "12"), ("other", "34"));

        (description.Seed, description.Device, description.Threads, description.LibtorchVersion, description.Dataset).Should().Be((7, "cpu", 2, "2.10.0", ("mini", "12")));
        description.Options["seed"].Should().Be("9", "each part's own seed is an option of it");
    }

    private sealed class Plain;

    private sealed class Nameless : IDescribed
    {
        public void Describe(RunDescription into) => into.Set("a", 1);
    }

    private sealed class Outer(object? inner) : IDescribed
    {
        public void Describe(RunDescription into)
        {
            into.Kind("outer");
            into.SetSeed(7);
            into.Set("rate", 0.5);
            into.Set("on", true);
            into.Set("text", null);
            into.Note("path", "/a");
            into.Part("inner", inner);
        }
    }
}

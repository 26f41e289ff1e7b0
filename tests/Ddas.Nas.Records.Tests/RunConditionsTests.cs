using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records.Tests;

public class RunConditionsTests
{
    private static readonly RunManifest Manifest = new()
    {
        Space = "darts", Options = new Dictionary<string, string> { ["steps"] = "10", ["agent.seed"] = "2" }, ResultsVersion = 1, Seed = 2, LibraryVersion = "1.0.0", LibtorchVersion = "2.10.0",
        Threads = 1, ProcessorFeatures = "X64 avx2", Device = "cpu", Dataset = new RunDataset("mini", "sha256:1"), OneShotAccuracy = 0.5, Start = DateTimeOffset.UnixEpoch,
    };

    [Fact]
    public void Time_command_notes_and_the_librarys_version_make_no_difference() =>
        Differences(Manifest with { Start = DateTimeOffset.Now, End = DateTimeOffset.Now, Command = "ddas", LibraryVersion = "1.1.0", Notes = new Dictionary<string, string> { ["run"] = "/b" } }).Should().BeEmpty();

    [Fact]
    public void Each_difference_is_named_with_what_is_and_what_was()
    {
        Differences(Manifest with { Threads = 4 }).Should().Equal("threads is 4, but was 1");
        Differences(Manifest with { ProcessorFeatures = "X64" }).Should().Equal("processor features is X64, but was X64 avx2");
        Differences(Manifest with { LibtorchVersion = null }).Should().Equal("libtorch is absent, but was 2.10.0");
        Differences(Manifest with { ResultsVersion = 2 }).Should().Equal("results version is 2, but was 1");
        Differences(Manifest with { ResultsVersion = null }).Should().Equal("results version is absent, but was 1");
        Differences(Manifest with { Device = "cuda:0" }).Should().Equal("device is cuda:0, but was cpu");
        Differences(Manifest with { Dataset = new RunDataset("mini", "sha256:2") }).Should().Equal("data set is sha256:2, but was sha256:1");
        Differences(Manifest with { OneShotAccuracy = 0.25, OneShotLoss = 1 }).Should().Equal("one-shot accuracy is 0.25, but was 0.5", "one-shot loss is 1, but was absent");
        Differences(Manifest with { Space = "other", Options = new Dictionary<string, string> { ["steps"] = "20", ["clip"] = "first", ["agent.seed"] = "3" } })
            .Should().Equal("option agent.seed is 3, but was 2", "option clip is first, but was absent", "option steps is 20, but was 10", "space is other, but was darts");
    }

    [Fact]
    public void A_checksum_without_its_algorithm_as_earlier_manifests_have_it_is_the_same()
    {
        string digits = new('7', 64);
        var now = RunConditions.Of(Manifest with { Dataset = new RunDataset("mini", digits) });

        now.Entries["data set"].Should().Be($"sha256:{digits}");
        now.DifferencesFrom(With(digits)).Should().BeEmpty();
        now.DifferencesFrom(With(new string('8', 64))).Should().Equal($"data set is sha256:{digits}, but was sha256:{new string('8', 64)}");

        static RunConditions With(string checksum) => RunConditions.Of(Manifest with { Dataset = new RunDataset("mini", checksum) });
    }

    [Fact]
    public void A_warm_ups_conditions_are_what_its_parts_say()
    {
        var description = new RunDescription { Device = "cpu", Threads = 2, LibtorchVersion = "2.10.0", Dataset = ("mini", new string('7', 64)) };
        description.Set("epochs", 3);
        description.Note("path", "/a");

        RunConditions.Of(description).Entries.Should().Equal(new Dictionary<string, string>
        {
            ["option epochs"] = "3", ["data set"] = $"sha256:{new string('7', 64)}", ["device"] = "cpu", ["threads"] = "2",
            ["processor features"] = ProcessorFeatures.Current, ["libtorch"] = "2.10.0", ["results version"] = "1",
        });
    }

    private static IReadOnlyList<string> Differences(RunManifest now) => RunConditions.Of(now).DifferencesFrom(RunConditions.Of(Manifest));
}

using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records.Tests;

public class RunConditionsTests
{
    private static readonly RunManifest Manifest = new()
    {
        Space = "darts", Options = new Dictionary<string, string> { ["steps"] = "10", ["run"] = "/a" }, Seed = 2, LibraryVersion = "1.0.0", LibtorchVersion = "2.10.0",
        Threads = 1, ProcessorFeatures = "X64 avx2", Device = "cpu", Dataset = new RunDataset("mini", "sha256:1"), OneShotAccuracy = 0.5, Start = DateTimeOffset.UnixEpoch,
    };

    private static readonly string[] Neutral = ["run"];

    [Fact]
    public void A_condition_is_added() =>
        RunConditions.Of(Manifest).With("supernet", "sha256:9").DifferencesFrom(RunConditions.Of(Manifest)).Should().Equal("supernet is sha256:9, but was absent");

    [Fact]
    public void Time_and_neutral_options_make_no_difference() =>
        Differences(Manifest with { Start = DateTimeOffset.Now, End = DateTimeOffset.Now, Options = new Dictionary<string, string> { ["steps"] = "10", ["run"] = "/b" } }).Should().BeEmpty();

    [Fact]
    public void Each_difference_is_named_with_what_is_and_what_was()
    {
        Differences(Manifest with { Threads = 4 }).Should().Equal("threads is 4, but was 1");
        Differences(Manifest with { Seed = 3 }).Should().Equal("seed is 3, but was 2");
        Differences(Manifest with { ProcessorFeatures = "X64" }).Should().Equal("processor features is X64, but was X64 avx2");
        Differences(Manifest with { LibtorchVersion = null }).Should().Equal("libtorch is absent, but was 2.10.0");
        Differences(Manifest with { LibraryVersion = "1.1.0" }).Should().Equal("library is 1.1.0, but was 1.0.0");
        Differences(Manifest with { Device = "cuda:0" }).Should().Equal("device is cuda:0, but was cpu");
        Differences(Manifest with { Dataset = new RunDataset("mini", "sha256:2") }).Should().Equal("data set is sha256:2, but was sha256:1");
        Differences(Manifest with { OneShotAccuracy = 0.25 }).Should().Equal("one-shot accuracy is 0.25, but was 0.5");
        Differences(Manifest with { Space = "other", Options = new Dictionary<string, string> { ["steps"] = "20", ["clip"] = "first" } })
            .Should().Equal("option clip is first, but was absent", "option steps is 20, but was 10", "space is other, but was darts");
    }

    [Fact]
    public void A_checksum_without_its_algorithm_as_earlier_checkpoints_have_it_is_the_same()
    {
        string digits = new('7', 64);
        var now = RunConditions.Of(Manifest with { Dataset = new RunDataset("mini", digits) });
        var earlier = now.With("data set", digits);

        now.Entries["data set"].Should().Be($"sha256:{digits}");
        now.DifferencesFrom(earlier).Should().BeEmpty();
        now.DifferencesFrom(now.With("data set", new string('8', 64))).Should().Equal($"data set is sha256:{digits}, but was {new string('8', 64)}");
    }

    private static IReadOnlyList<string> Differences(RunManifest now) => RunConditions.Of(now, Neutral).DifferencesFrom(RunConditions.Of(Manifest, Neutral));
}

namespace Ddas.Nas.Records.Tests;

public sealed class RunDatasetTests
{
    private static readonly string Digits = string.Concat(Enumerable.Repeat("0ea70847", 8));

    [Fact]
    public void A_checksum_names_its_algorithm()
    {
        new RunDataset("mini", Digits).Checksum.Should().Be($"sha256:{Digits}");
        (new RunDataset("mini", "") with { Checksum = Digits }).Checksum.Should().Be($"sha256:{Digits}");
        new RunDataset("mini", Digits).Should().Be(new RunDataset("mini", $"sha256:{Digits}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256:00")]
    [InlineData("md5:0ea708470ea708470ea708470ea708470ea708470ea708470ea7084712345678")]
    public void Any_other_text_stays(string checksum) => new RunDataset("mini", checksum).Checksum.Should().Be(checksum);

    [Fact]
    public void Manifests_that_were_written_without_it_read_as_those_with_it()
    {
        string kept = Path.Combine(Repository.Root, "docs", "results", "fashion-mnist", "runs", "nl", "seed-0", "manifest.json");

        RunManifest.Load(kept).Dataset!.Checksum.Should().MatchRegex("^sha256:[0-9a-f]{64}$");
    }
}

namespace Ddas.Nas.Records.Tests;

public sealed class RunManifestTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string File => folder.Combine("manifest.json");

    public void Dispose() => folder.Dispose();

    private static RunManifest Manifest { get; } = new()
    {
        Space = "darts",
        Options = new Dictionary<string, string> { ["agent"] = "nl", ["batches"] = "25" },
        Seed = -2,
        LibraryVersion = "0.1.0",
        LibtorchVersion = "2.10.0",
        Threads = 2,
        ProcessorFeatures = "X64 avx2",
        Device = "cpu",
        Dataset = new RunDataset("mini", "sha256:00"),
        OneShotAccuracy = 0.1 + 0.2,
        OneShotLoss = 1.0 / 3,
        Start = new DateTimeOffset(2026, 11, 24, 3, 4, 5, 678, TimeSpan.FromHours(2)),
        End = new DateTimeOffset(2026, 11, 24, 4, 0, 0, TimeSpan.Zero),
    };

    [Fact]
    public void Ten_thousand_damaged_manifests_are_read_or_refused_with_the_file()
    {
        Manifest.Save(File);
        byte[] sound = System.IO.File.ReadAllBytes(File);

        int refused = Mutations.Feed(sound, bytes =>
        {
            System.IO.File.WriteAllBytes(File, bytes);
            RunManifest.Load(File);
        }, File, refusals: typeof(RecordFormatException));

        refused.Should().BeGreaterThan(Mutations.Count / 4);
    }

    [Fact]
    public void A_manifest_reads_back_equal()
    {
        Manifest.Save(File);

        RunManifest.Load(File).Should().BeEquivalentTo(Manifest);
        Directory.GetFiles(folder.Path).Should().Equal(File);
    }

    [Fact]
    public void What_is_unknown_is_left_out()
    {
        (Manifest with { LibtorchVersion = null, Dataset = null, OneShotAccuracy = null, OneShotLoss = null, End = null }).Save(File);

        string text = System.IO.File.ReadAllText(File);
        text.Should().NotContain("null").And.NotContain("end").And.Contain("\"schemaVersion\": 1,").And.Contain("\"agent\": \"nl\"");
        RunManifest.Load(File).End.Should().BeNull();
    }

    [Theory]
    [InlineData("", "*manifest.json: *")]
    [InlineData("null", "*manifest.json: a manifest was expected, but null was found.")]
    [InlineData("{\"space\":\"darts\"}", "*manifest.json: *seed*")]
    [InlineData("[1", "*manifest.json: *")]
    public void Damage_is_an_error_that_names_the_file(string text, string message)
    {
        System.IO.File.WriteAllText(File, text);

        FluentActions.Invoking(() => RunManifest.Load(File)).Should().Throw<RecordFormatException>().WithMessage(message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Another_schema_version_is_refused_with_the_version_that_wrote_it(int version)
    {
        (Manifest with { SchemaVersion = version, LibraryVersion = "9.8.7" }).Save(File);

        FluentActions.Invoking(() => RunManifest.Load(File)).Should().Throw<RecordFormatException>().WithMessage($"*has schema version {version}, but this library reads 1 to 1;*9.8.7.");
    }

    [Fact]
    public void A_number_that_is_not_finite_is_refused_and_the_old_file_stays()
    {
        Manifest.Save(File);

        FluentActions.Invoking(() => (Manifest with { OneShotLoss = double.NaN }).Save(File)).Should().Throw<ArgumentException>();

        RunManifest.Load(File).OneShotLoss.Should().Be(1.0 / 3);
    }
}

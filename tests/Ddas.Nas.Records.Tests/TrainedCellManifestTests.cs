using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.Records.Tests;

public sealed class TrainedCellManifestTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string File => folder.Combine("manifest.json");

    public void Dispose() => folder.Dispose();

    private static TrainedCellManifest Manifest { get; } = new()
    {
        Space = "darts",
        Genotype = PublishedCells.Find("DARTS_V2")!.Genotype.ToString(),
        Name = "DARTS_V2",
        Source = new TrainedCellSource("seed-2", 17, 0.1 + 0.2, 68_454_892),
        Network = new NetworkSkeleton { Cells = 8, Channels = 36, ImageSize = 28, ImageChannels = 1, Classes = 10 },
        AuxiliaryHead = true,
        Parameters = 3_349_342,
        ParametersWithAuxiliary = 3_825_768,
        FlopsPaper = 1_078_259_308,
        Options = new Dictionary<string, string> { ["epochs"] = "2" },
        Conditions = new Dictionary<string, string> { ["option epochs"] = "2" },
        Sha256 = new string('a', 64),
        Seed = 0,
        Mean = [0.286],
        Deviation = [0.353],
        ClassNames = ["T-shirt", "žluťoučký <kůň>"],
        TestAccuracy = 0.9,
        TestLoss = 0.3,
        History = [new TrainedCellEpoch(0, 0.025, 1.25, 0.5, null, 12.5), new TrainedCellEpoch(1, 0.0125, 1.0, 0.6, 0.9, 12)],
        LibraryVersion = "0.1.0",
        Threads = 2,
        ProcessorFeatures = "X64 avx2",
        Device = "cpu",
        Dataset = new RunDataset("mini", "sha256:00"),
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
            TrainedCellManifest.Load(File);
        }, File, refusals: typeof(RecordFormatException));

        refused.Should().BeGreaterThan(Mutations.Count / 4);
    }

    [Fact]
    public void A_manifest_reads_back_equal()
    {
        Manifest.Save(File);

        TrainedCellManifest.Load(File).Should().BeEquivalentTo(Manifest);
        Directory.GetFiles(folder.Path).Should().Equal(File);
    }

    [Fact]
    public void A_later_version_is_an_error_that_names_the_library()
    {
        (Manifest with { SchemaVersion = 2, LibraryVersion = "9.9.9" }).Save(File);

        FluentActions.Invoking(() => TrainedCellManifest.Load(File)).Should().Throw<RecordFormatException>().WithMessage("*manifest.json: has schema version 2*9.9.9*");
    }
}

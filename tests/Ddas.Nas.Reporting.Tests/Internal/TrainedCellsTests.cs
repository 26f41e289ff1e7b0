using Ddas.Nas.Reporting.Internal;

namespace Ddas.Nas.Reporting.Tests.Internal;

public sealed class TrainedCellsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Reads_the_cells_of_all_sub_folders_that_are_done()
    {
        Save("b", 0.9);
        Save("a", 0.8);
        Save("c", null);
        Directory.CreateDirectory(folder.Combine("empty"));

        TrainedCells.Read(folder.Path).Select(c => c.TestAccuracy).Should().Equal(0.8, 0.9);
        TrainedCells.Read(folder.Combine("b")).Select(c => c.TestAccuracy).Should().Equal(0.9);
    }

    [Fact]
    public void A_folder_without_a_cell_is_refused()
    {
        var read = () => TrainedCells.Read(folder.Path);

        read.Should().Throw<FileNotFoundException>().WithMessage("*holds no trained cell*");
    }

    private void Save(string name, double? test) =>
        TrainedManifests.Of(1, 0.5, test, 1_000_000, 5000).Save(Path.Combine(Directory.CreateDirectory(folder.Combine(name)).FullName, "manifest.json"));
}

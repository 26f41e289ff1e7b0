using System.Text.RegularExpressions;

namespace Ddas.Nas.Conventions.Tests;

public partial class StandAloneTests
{
    private static readonly string[] Folders = ["src", "tests", "samples", "eng", "docs", ".ci"];
    private static readonly string[] Binary = [".gz", ".zip", ".png", ".ttf", ".safetensors"];

    [Fact]
    public void Nothing_reads_a_folder_beside_the_clone()
    {
        string own = nameof(StandAloneTests) + ".cs";
        string[] files =
        [
            .. Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
                .Where(file => !Binary.Contains(Path.GetExtension(file)) && Path.GetFileName(file) != own),
        ];

        files.Should().HaveCountGreaterThan(500);
        files.Where(file => Beside().IsMatch(File.ReadAllText(file))).Should().BeEmpty("what tests and samples read is in the repository: samples/data, or the resources of a test project");
    }

    [Theory]
    [InlineData("\"../shared/data/x.csv\"", true)]
    [InlineData("Path.Combine(Repository.Root, \"..\", \"shared\")", true)]
    [InlineData("..\\shared\\x.csv", true)]
    [InlineData("Two networks are shared.", false)]
    [InlineData("tests/Shared/x.csv", false)]
    public void The_folder_is_found_however_it_is_written(string text, bool found) => Beside().IsMatch(text).Should().Be(found);

    [GeneratedRegex("""\.\.[/\\]shared\b|"shared["/\\]""")]
    private static partial Regex Beside();
}

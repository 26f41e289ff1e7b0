namespace Ddas.Nas.Tool.Tests.Reproduction;

public sealed class KeptResultsTests : IDisposable
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "results", "fashion-mnist.md");
    private static readonly string Kept = Path.Combine(Repository.Root, "docs", "results", "fashion-mnist");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Tables_and_figures_of_the_page_are_made_again_from_the_kept_steps()
    {
        foreach (string file in Directory.EnumerateFiles(Kept, "*", SearchOption.AllDirectories).Where(f => f.EndsWith("manifest.json", StringComparison.Ordinal) || f.EndsWith(".gz", StringComparison.Ordinal) || f.EndsWith(".csv", StringComparison.Ordinal)))
        {
            string copy = folder.Combine(Path.GetRelativePath(Kept, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var (output, error) = (new StringWriter(), new StringWriter());
        int code = await Application.RunAsync(["reproduce", "--scale", "small", "--dataset", "fashion-mnist", "--out", folder.Path], output, error, CancellationToken.None);

        error.ToString().Should().BeEmpty();
        code.Should().Be(0);
        Made("tables", "*.md").Should().BeEquivalentTo(Committed("tables", "*.md"), "the kept tables are those of the kept steps");
        foreach (var (name, text) in Committed("methods/figures", "*.svg").Concat(Committed("rewards/figures", "*.svg")))
            File.ReadAllText(folder.Combine(name)).Should().Be(text, $"{name} is drawn from the kept steps");
    }

    [Fact]
    public void The_page_shows_the_kept_tables_and_figures()
    {
        string page = File.ReadAllText(Page);

        Committed("tables", "*.md").Should().AllSatisfy(table => page.Should().Contain(table.Value, $"the page shows {table.Key}"));
        Committed("methods/figures", "*.svg").Concat(Committed("rewards/figures", "*.svg"))
            .Should().AllSatisfy(figure => page.Should().Contain($"(fashion-mnist/{figure.Key})"));
    }

    private Dictionary<string, string> Made(string under, string pattern) => Files(folder.Path, under, pattern);

    private static Dictionary<string, string> Committed(string under, string pattern) => Files(Kept, under, pattern);

    private static Dictionary<string, string> Files(string root, string under, string pattern) =>
        Directory.GetFiles(Path.Combine(root, under), pattern).ToDictionary(f => Path.GetRelativePath(root, f).Replace('\\', '/'), File.ReadAllText);
}

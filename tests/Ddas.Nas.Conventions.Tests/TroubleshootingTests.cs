namespace Ddas.Nas.Conventions.Tests;

public class TroubleshootingTests
{
    private static readonly Lazy<string[]> Sources = new(() =>
    [
        .. new[] { "src", "samples" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)).Select(File.ReadAllText),
    ]);

    [Fact]
    public void Every_message_of_the_page_is_one_that_the_code_says()
    {
        string[] messages = [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "troubleshooting.md")).Where(l => l.StartsWith("> ", StringComparison.Ordinal)).Select(l => l[2..])];

        messages.Should().HaveCountGreaterThan(10);
        messages.Where(message => !Sources.Value.Any(source => Pieces(message).All(piece => source.Contains(piece, StringComparison.Ordinal)))).Should().BeEmpty();
    }

    /// <summary>What stands between the values that a message says.</summary>
    private static string[] Pieces(string message) => message.Split('…', StringSplitOptions.RemoveEmptyEntries);
}

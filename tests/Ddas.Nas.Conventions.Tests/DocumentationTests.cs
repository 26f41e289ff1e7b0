namespace Ddas.Nas.Conventions.Tests;

public class DocumentationTests
{
    /// <summary>The non-empty lines of every C# file of samples and tests, without indentation.</summary>
    private static readonly Lazy<string[][]> Code = new(() =>
    [
        .. new[] { "samples", "tests" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Select(file => Lines(File.ReadLines(file))),
    ]);

    [Theory]
    [MemberData(nameof(MarkdownPage.Names), MemberType = typeof(MarkdownPage))]
    public void Every_internal_link_resolves(string page)
    {
        var of = MarkdownPage.Named(page);
        var broken = of.Links().Where(link => !link.Contains("://", StringComparison.Ordinal) && !Resolves(of, link));

        broken.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(MarkdownPage.Names), MemberType = typeof(MarkdownPage))]
    public void Every_block_of_CSharp_is_taken_from_a_sample_or_a_test(string page)
    {
        foreach (var (line, code) in MarkdownPage.Named(page).Blocks("csharp"))
            Parts(code).Should().OnlyContain(part => Code.Value.Any(file => Holds(file, part)), $"the block at line {line} of {page} should stand, line for line, in a file of samples or tests");
    }

    [Fact]
    public void Every_page_can_be_reached_from_the_index()
    {
        string index = Path.Combine(Repository.Root, "docs", "index.md");
        var reached = new HashSet<string> { index };
        var open = new Queue<string>([index]);
        while (open.TryDequeue(out string? path))
        {
            var page = MarkdownPage.All.Single(p => p.Path == path);
            foreach (string target in page.Links().Where(l => l.Split('#')[0].EndsWith(".md", StringComparison.Ordinal)).Select(l => Target(page, l)))
                if (MarkdownPage.All.Any(p => p.Path == target) && reached.Add(target)) open.Enqueue(target);
        }

        MarkdownPage.All.Select(p => p.Path).Where(p => p.Contains("docs", StringComparison.Ordinal) && !reached.Contains(p)).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Assemblies.Names), MemberType = typeof(Assemblies))]
    public void Every_assembly_stands_in_the_table_of_the_index_and_in_the_readme(string assembly)
    {
        foreach (string page in new[] { "README.md", "docs/index.md" })
            File.ReadLines(Path.Combine(Repository.Root, page)).Count(line => line.StartsWith($"| {assembly} |", StringComparison.Ordinal)).Should().Be(1, $"{page} lists {assembly}");
    }

    private static string Target(MarkdownPage page, string link) => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page.Path)!, link.Split('#')[0]));

    private static bool Resolves(MarkdownPage page, string link)
    {
        string target = link.StartsWith('#') ? page.Path : Target(page, link);
        if (!link.Contains('#', StringComparison.Ordinal)) return File.Exists(target) || Directory.Exists(target);
        return MarkdownPage.All.FirstOrDefault(p => p.Path == target)?.Anchors().Contains(link.Split('#')[1]) == true;
    }

    /// <summary>What stands between lines that only say that something was left out.</summary>
    private static IEnumerable<string[]> Parts(string[] code)
    {
        var part = new List<string>();
        foreach (string line in Lines(code))
        {
            if (line != "// ...")
            {
                part.Add(line);
                continue;
            }

            if (part.Count > 0) yield return [.. part];
            part.Clear();
        }

        if (part.Count > 0) yield return [.. part];
    }

    private static string[] Lines(IEnumerable<string> text) => [.. text.Select(l => l.Trim()).Where(l => l.Length > 0)];

    private static bool Holds(string[] file, string[] part) => Enumerable.Range(0, Math.Max(0, file.Length - part.Length + 1)).Any(start => file.AsSpan(start, part.Length).SequenceEqual(part));
}

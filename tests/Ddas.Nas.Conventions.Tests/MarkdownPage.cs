using System.Text.RegularExpressions;

namespace Ddas.Nas.Conventions.Tests;

/// <summary>A page of the documentation.</summary>
internal sealed partial class MarkdownPage
{
    private readonly string[] lines;

    private MarkdownPage(string path) => (Path, lines) = (path, File.ReadAllLines(path));

    public string Path { get; }

    public string Name => System.IO.Path.GetRelativePath(Repository.Root, Path).Replace('\\', '/');

    public static TheoryData<string> Names => [.. All.Select(p => p.Name)];

    public static IReadOnlyList<MarkdownPage> All { get; } =
    [
        .. new[] { "README.md", "CHANGELOG.md" }.Select(name => System.IO.Path.Combine(Repository.Root, name))
            .Concat(Directory.EnumerateFiles(System.IO.Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            .Select(path => new MarkdownPage(path)),
    ];

    public static MarkdownPage Named(string name) => All.Single(p => p.Name == name);

    /// <summary>The code blocks of a language (empty for none), each with the number of its first line.</summary>
    public IEnumerable<(int Line, string[] Code)> Blocks(string language)
    {
        int start = -1;
        string? current = null;
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].TrimStart().StartsWith("```", StringComparison.Ordinal)) continue;
            if (current is null)
            {
                (start, current) = (i + 1, lines[i].Trim().Trim('`').Trim());
                continue;
            }

            if (current == language) yield return (start + 1, lines[start..i]);
            current = null;
        }
    }

    /// <summary>The targets of links and images outside code.</summary>
    public IEnumerable<string> Links() => OutsideCode().SelectMany(line => Link().Matches(InlineCode().Replace(line, "")).Select(m => m.Groups[1].Value));

    /// <summary>The anchors that links to its headings use.</summary>
    public IEnumerable<string> Anchors() => Headings().Select(heading => NotInAnchor().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-'));

    /// <summary>The headings, without marks.</summary>
    public IEnumerable<string> Headings() => OutsideCode().Where(line => line.StartsWith('#')).Select(line => line.TrimStart('#').Trim());

    private IEnumerable<string> OutsideCode()
    {
        bool code = false;
        foreach (string line in lines)
        {
            bool fence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            if (fence) code = !code;
            if (!code && !fence) yield return line;
        }
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}

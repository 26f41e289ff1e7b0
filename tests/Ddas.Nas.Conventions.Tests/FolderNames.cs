using System.Text.RegularExpressions;

namespace Ddas.Nas.Conventions.Tests;

/// <summary>Which folder of an assembly names the types of which other, read from the sources' text.</summary>
internal sealed partial class FolderNames
{
    private readonly Dictionary<string, Dictionary<string, SortedSet<string>>> names = [];

    private FolderNames(int files) => Files = files;

    /// <summary>How many files were read.</summary>
    public int Files { get; }

    /// <summary>Reads every C# file below a folder; types of one name in several folders belong to none.</summary>
    public static FolderNames Read(string root)
    {
        var files = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path: Path.GetRelativePath(root, path).Replace('\\', '/'), Full: path)).Where(file => !Built().IsMatch(file.Path))
            .Select(file => (Name: Path.GetFileName(file.Path), Folder: Path.GetDirectoryName(file.Path)!.Replace('\\', '/'), Code: NotCode().Replace(File.ReadAllText(file.Full), ""))).ToArray();
        var owners = files.SelectMany(file => Declaration().Matches(file.Code).Select(m => (Type: m.Groups[1].Value, file.Folder)))
            .GroupBy(type => type.Type, type => type.Folder).ToDictionary(group => group.Key, group => group.Distinct().ToArray());
        var house = new FolderNames(files.Length);
        foreach (var (name, folder, code) in files)
            foreach (string type in TypeName().Matches(code).Select(m => m.Value).Distinct())
                if (owners.TryGetValue(type, out string[]? owner) && owner.Length == 1 && owner[0] != folder) house.Add(folder, owner[0], $"{name} names {type}");
        return house;
    }

    /// <summary>The circles, each as its arrows with an example.</summary>
    public IEnumerable<string[]> Circles()
    {
        var reached = names.Keys.ToDictionary(folder => folder, Reached);
        var open = new HashSet<string>(reached.Where(folder => folder.Value.Contains(folder.Key)).Select(folder => folder.Key));
        while (open.Count > 0)
        {
            string first = open.Order(StringComparer.Ordinal).First();
            var circle = reached[first].Where(other => open.Contains(other) && reached[other].Contains(first)).ToHashSet();
            open.ExceptWith(circle);
            yield return
            [
                .. from folder in circle.Order(StringComparer.Ordinal)
                    from other in names[folder]
                    where circle.Contains(other.Key)
                    select $"{Shown(folder)} -> {Shown(other.Key)}: {string.Join(", ", other.Value.Take(3))}",
            ];
        }
    }

    private static string Shown(string folder) => folder.Length == 0 ? "root" : folder;

    private void Add(string folder, string other, string example)
    {
        if (!names.TryGetValue(folder, out var others)) names[folder] = others = [];
        if (!others.TryGetValue(other, out var examples)) others[other] = examples = new SortedSet<string>(StringComparer.Ordinal);
        examples.Add(example);
    }

    /// <summary>The folders that a folder names, directly or by way of others.</summary>
    private HashSet<string> Reached(string folder)
    {
        var found = new HashSet<string>();
        var open = new Stack<string>([folder]);
        while (open.TryPop(out string? next))
            foreach (string other in names.GetValueOrDefault(next)?.Keys.ToArray() ?? [])
                if (found.Add(other)) open.Push(other);
        return found;
    }

    [GeneratedRegex(@"(^|/)(obj|bin)/")]
    private static partial Regex Built();

    [GeneratedRegex(@"//.*|/\*[\s\S]*?\*/|""(?:\\.|[^""\\])*""")]
    private static partial Regex NotCode();

    [GeneratedRegex(@"\b(?:class|struct|interface|enum|record(?:\s+struct|\s+class)?)\s+([A-Z]\w+)")]
    private static partial Regex Declaration();

    /// <summary>A type's name, not a member's after a dot or before its own value, body or colon.</summary>
    [GeneratedRegex(@"(?<![.\w])[A-Z]\w+\b(?!\s*(?:=>|=[^=]|\{|:))")]
    private static partial Regex TypeName();
}

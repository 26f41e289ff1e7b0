using System.Text.RegularExpressions;

namespace Ddas.Nas.Conventions.Tests;

public partial class PaperMapTests
{
    [Fact]
    public void Every_test_class_that_the_paper_map_names_exists()
    {
        string map = File.ReadAllText(Path.Combine(Repository.Root, "docs", "paper-map.md"));
        var classes = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).ToHashSet();
        var named = TestClass().Matches(map).Select(m => m.Value).Distinct().ToList();

        named.Should().HaveCountGreaterThan(20);
        named.Where(name => !classes.Contains(name)).Should().BeEmpty();
    }

    [GeneratedRegex("[A-Z][A-Za-z0-9]+Tests")]
    private static partial Regex TestClass();
}

namespace Ddas.Nas.Conventions.Tests;

public class ExtensionPointTests
{
    public static TheoryData<string> Contracts => [.. ExtensionPoint.All.Select(p => p.Contract)];

    [Fact]
    public void Every_public_interface_is_an_extension_point_or_says_why_not()
    {
        var interfaces = Assemblies.Libraries.SelectMany(a => Assemblies.Load(a).GetExportedTypes()).Where(t => t.IsInterface && !Assemblies.IsInternal(t)).Select(t => t.FullName!);

        interfaces.Except(ExtensionPoint.All.Select(p => p.Contract)).Except(ExtensionPoint.Others.Keys).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void An_extension_point_has_a_public_checker_a_sample_and_a_section(string contract)
    {
        var point = ExtensionPoint.All.Single(p => p.Contract == contract);

        Assemblies.Libraries.Select(Assemblies.Load).Count(a => a.GetType(contract) is not null).Should().Be(1);
        Assemblies.Load("Ddas.Nas.Testing").GetType(point.Checker).Should().NotBeNull().And.Subject.Should().Match<Type>(t => t.IsPublic && t.IsAbstract && t.IsSealed && t.GetMethod("Check") != null);
        File.Exists(Path.Combine(Repository.Root, "samples", "Extensions", point.Sample)).Should().BeTrue($"{point.Sample} is the worked sample");
        string name = Path.GetFileNameWithoutExtension(point.Sample), checker = point.Checker.Split('.')[^1];
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "Ddas.Nas.Samples.Tests", "Extensions", "ExtensionsTests.cs")).Should().Contain(checker + ".Check(").And.Contain(name);
        var page = MarkdownPage.Named("docs/how-to-extend.md");
        page.Headings().Should().Contain(point.Section);
        File.ReadAllText(page.Path).Should().Contain(checker).And.Contain(point.Sample);
    }
}

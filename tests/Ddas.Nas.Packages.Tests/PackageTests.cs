using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Ddas.Nas.Packages.Tests;

[Trait("Category", "Packages")]
public class PackageTests(PackageFixture packages)
{
    /// <summary>What TorchSharp, ONNX Runtime and the extensions need, pinned centrally to versions that fit together; so they become dependencies of ours.</summary>
    private static readonly string[] Pinned =
    [
        "Google.Protobuf", "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options", "SharpZipLib", "SkiaSharp",
        "SkiaSharp.NativeAssets.Linux.NoDependencies", "System.Numerics.Tensors",
    ];

    [Theory]
    [MemberData(nameof(PackageFixture.Names), MemberType = typeof(PackageFixture))]
    public void A_package_holds_assembly_documentation_and_readme_and_has_symbols_beside_it(string library)
    {
        using var package = packages.Open(library);

        package.Entries.Select(e => e.FullName).Should().Contain([$"lib/net10.0/{library}.dll", $"lib/net10.0/{library}.xml", "README.md"]);
        File.Exists(packages.PathOf(library, "snupkg")).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(PackageFixture.Names), MemberType = typeof(PackageFixture))]
    public void A_package_says_version_licence_and_what_it_is(string library)
    {
        var metadata = packages.Metadata(library).Elements().ToLookup(e => e.Name.LocalName, e => e.Value);

        PackageFixture.Version.Should().MatchRegex(@"^\d+\.\d+\.\d+$");
        metadata["version"].Should().Equal(PackageFixture.Version);
        metadata["license"].Should().Equal("MIT");
        metadata["readme"].Should().Equal("README.md");
        metadata["icon"].Should().Equal("icon.png");
        metadata["tags"].Single().Should().Contain("neural-architecture-search");
        metadata["description"].Single().Should().NotBeEmpty().And.NotBe("Package Description");
    }

    [Theory]
    [MemberData(nameof(PackageFixture.Names), MemberType = typeof(PackageFixture))]
    public void A_package_depends_on_what_its_project_names_and_on_nothing_that_does_not_come_with_it(string library)
    {
        string[] dependencies = DependenciesOf(library);

        References(library).Except(dependencies).Should().BeEmpty();
        dependencies.Except(Closure(library)).Except(Pinned).Should().BeEmpty();
        dependencies.Should().NotContain(id => id.StartsWith("libtorch", StringComparison.OrdinalIgnoreCase) || id.StartsWith("TorchSharp-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_packages_without_torch_ask_for_next_to_nothing()
    {
        DependenciesOf("Ddas.Nas.SearchSpace").Should().BeEmpty();
        DependenciesOf("Ddas.Nas.Records").Should().Equal("Ddas.Nas.SearchSpace");
        DependenciesOf("Ddas.Nas.Pareto").Should().BeEquivalentTo("Ddas.Nas.SearchSpace", "MathNet.Numerics");
        DependenciesOf("Ddas.Nas.Agents").Except(["Microsoft.Extensions.DependencyInjection.Abstractions"]).Should()
            .BeEquivalentTo("Ddas.Nas.Pareto", "Ddas.Nas.Records", "MathNet.Numerics", "Microsoft.Extensions.Logging.Abstractions");
    }

    [Fact]
    public void One_package_without_code_brings_what_a_search_needs()
    {
        using var package = packages.Open("Ddas.Nas");

        package.Entries.Should().NotContain(e => e.FullName.EndsWith(".dll", StringComparison.Ordinal));
        DependenciesOf("Ddas.Nas").Should().Contain(["Ddas.Nas.Agents.Ddpg", "Ddas.Nas.Supernet", "Ddas.Nas.Reporting"]);
    }

    [Theory]
    [MemberData(nameof(PackageFixture.Names), MemberType = typeof(PackageFixture))]
    public void An_assembly_is_built_deterministically(string library)
    {
        using var package = packages.Open(library);
        using var stream = new MemoryStream();
        using (var entry = package.GetEntry($"lib/net10.0/{library}.dll")!.Open()) entry.CopyTo(stream);
        stream.Position = 0;
        using var assembly = new PEReader(stream);

        assembly.ReadDebugDirectory().Should().Contain(e => e.Type == DebugDirectoryEntryType.Reproducible);
    }

    [Fact]
    public void The_table_in_the_package_of_agents_comes_with_its_licence()
    {
        using var package = packages.Open("Ddas.Nas.Agents");

        package.Entries.Select(e => e.FullName).Should().Contain("LICENSE-nats-bench");
    }

    [Fact]
    public void The_native_loading_hook_travels_with_the_torch_package_alone()
    {
        foreach (string library in PackageFixture.Libraries)
        {
            using var package = packages.Open(library);
            string[] hooks = [.. package.Entries.Select(e => e.FullName).Where(n => n.StartsWith("build", StringComparison.Ordinal))];

            hooks.Should().BeEquivalentTo(library == "Ddas.Nas.Torch" ? ["buildTransitive/Ddas.Nas.Torch.targets", "buildTransitive/TorchModuleInit.cs"] : Array.Empty<string>());
        }
    }

    private static IEnumerable<string> References(string library)
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "src", library, library + ".csproj"));
        return project.Descendants().Where(e => e.Name.LocalName is "ProjectReference" or "PackageReference" && (string?)e.Attribute("PrivateAssets") != "all")
            .Select(e => Path.GetFileName(e.Attribute("Include")!.Value).Replace(".csproj", "", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Closure(string library) =>
        References(library).SelectMany(reference => PackageFixture.Libraries.Contains(reference) ? Closure(reference).Append(reference) : [reference]);

    private string[] DependenciesOf(string library) =>
        [.. packages.Metadata(library).Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => e.Attribute("id")!.Value)];
}

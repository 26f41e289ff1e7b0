using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Ddas.Nas.Conventions.Tests;

public class DependencyTests
{
    [Fact]
    public void Every_library_of_the_repository_is_in_the_table()
    {
        var projects = Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(Path.GetFileName);

        projects.Should().BeEquivalentTo([.. Assemblies.MayReference.Keys, "Ddas.Nas", "Ddas.Nas.Templates"], "those two hold no code");
    }

    [Theory]
    [MemberData(nameof(Assemblies.Names), MemberType = typeof(Assemblies))]
    public void A_project_names_only_what_its_assembly_may_reference(string assembly)
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "src", assembly, assembly + ".csproj"));
        var packages = project.Descendants("PackageReference").Select(e => e.Attribute("Include")!.Value);
        var projects = project.Descendants("ProjectReference").Select(e => Path.GetFileNameWithoutExtension(e.Attribute("Include")!.Value));

        packages.Concat(projects).Where(reference => !Assemblies.Allows(assembly, reference)).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Assemblies.Names), MemberType = typeof(Assemblies))]
    public void A_compiled_assembly_references_only_the_allowed_assemblies_of_ours(string assembly)
    {
        var ours = Assemblies.Load(assembly == Assemblies.Tool ? "ddas" : assembly).GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("Ddas.", StringComparison.Ordinal));

        ours.Where(reference => !Reaches(assembly, reference)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("Ddas.Nas.SearchSpace")]
    [InlineData("Ddas.Nas.Records")]
    [InlineData("Ddas.Nas.Pareto")]
    [InlineData("Ddas.Nas.Agents")]
    [InlineData("Ddas.Nas.Reporting")]
    public void No_tensor_library_reaches_an_assembly_that_must_run_without_natives(string assembly) =>
        Assemblies.Load(assembly).GetReferencedAssemblies().Select(a => a.Name).Should().NotContain("TorchSharp");

    [Theory]
    [MemberData(nameof(Assemblies.LibraryNames), MemberType = typeof(Assemblies))]
    public void Only_its_tests_and_the_benchmarks_see_inside_an_assembly(string assembly)
    {
        var friends = Assemblies.Load(assembly).GetCustomAttributes<InternalsVisibleToAttribute>().Select(a => a.AssemblyName);

        friends.Should().BeSubsetOf([assembly + ".Tests", "Ddas.Nas.Benchmarks"]);
    }

    private static bool Reaches(string assembly, string reference) =>
        Assemblies.Allows(assembly, reference)
        || Assemblies.MayReference[assembly].Any(a => Assemblies.MayReference.ContainsKey(a) && Reaches(a, reference));
}

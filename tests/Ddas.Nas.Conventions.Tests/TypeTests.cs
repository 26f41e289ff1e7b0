using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Ddas.Nas.Conventions.Tests;

public class TypeTests
{
    [Theory]
    [MemberData(nameof(Assemblies.Names), MemberType = typeof(Assemblies))]
    public void A_public_class_is_sealed_static_or_abstract(string assembly)
    {
        var open = Assemblies.Load(assembly).GetExportedTypes()
            .Where(t => t.IsClass && !t.IsSealed && !t.IsAbstract && !typeof(Exception).IsAssignableFrom(t) && !IsGenerated(t));

        open.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Assemblies.Names), MemberType = typeof(Assemblies))]
    public void A_namespace_is_the_assembly_and_the_folder(string assembly)
    {
        string root = Path.Combine(Repository.Root, "src", assembly);
        foreach (var type in Assemblies.Load(assembly).GetExportedTypes().Where(t => !t.IsNested && !IsGenerated(t)))
        {
            string folder = type.Namespace!.Length > assembly.Length ? type.Namespace[(assembly.Length + 1)..].Replace('.', Path.DirectorySeparatorChar) : "";
            string file = type.Name.Split('`')[0] + ".cs";
            File.Exists(Path.Combine(root, folder, file)).Should().BeTrue($"{type.FullName} should stand in {Path.Combine(folder, file)}");
        }
    }

    [Theory]
    [MemberData(nameof(Assemblies.Names), MemberType = typeof(Assemblies))]
    public void An_options_class_has_a_validator(string assembly)
    {
        var types = Assemblies.Load(assembly).GetTypes();
        var options = types.Where(t => t.IsPublic && t.Name.EndsWith("Options", StringComparison.Ordinal) && t.IsClass);

        foreach (var option in options)
            types.Should().Contain(t => t.Name == option.Name + "Validator", $"{option.Name} is validated at construction");
    }

    [Theory]
    [MemberData(nameof(Assemblies.Names), MemberType = typeof(Assemblies))]
    public void A_public_type_is_documented(string assembly)
    {
        var summaries = Summaries(assembly);

        Assemblies.Load(assembly).GetExportedTypes().Where(t => !IsGenerated(t)).Where(t => !summaries.ContainsKey("T:" + t.FullName!.Replace('+', '.'))).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Assemblies.Names), MemberType = typeof(Assemblies))]
    public void An_option_says_its_default(string assembly)
    {
        var summaries = Summaries(assembly);
        var options = Assemblies.Load(assembly).GetExportedTypes().Where(t => t.Name.EndsWith("Options", StringComparison.Ordinal) && t.IsClass)
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)).Where(p => p.SetMethod is not null)
            .Select(p => $"P:{p.DeclaringType!.FullName}.{p.Name}");

        options.Where(p => !summaries[p].Contains("default", StringComparison.OrdinalIgnoreCase)).Should().BeEmpty();
    }

    private static Dictionary<string, string> Summaries(string assembly) =>
        XDocument.Load(Path.ChangeExtension(Assemblies.Load(assembly).Location, "xml")).Descendants("member")
            .Where(m => m.Element("summary") is { Value.Length: > 0 } || m.Element("inheritdoc") is not null)
            .ToDictionary(m => m.Attribute("name")!.Value, m => m.Element("summary")?.Value ?? "");

    private static bool IsGenerated(MemberInfo type) => type.IsDefined(typeof(CompilerGeneratedAttribute));
}

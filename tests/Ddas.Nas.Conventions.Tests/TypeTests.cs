using System.ComponentModel;
using System.Reflection;
using System.Xml.Linq;

namespace Ddas.Nas.Conventions.Tests;

public class TypeTests
{
    [Theory]
    [MemberData(nameof(Assemblies.LibraryNames), MemberType = typeof(Assemblies))]
    public void A_public_class_is_sealed_static_or_abstract(string assembly)
    {
        var open = Assemblies.Load(assembly).GetExportedTypes()
            .Where(t => t.IsClass && !t.IsSealed && !t.IsAbstract && !typeof(Exception).IsAssignableFrom(t) && !Assemblies.IsGenerated(t));

        open.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Assemblies.LibraryNames), MemberType = typeof(Assemblies))]
    public void A_namespace_is_the_assembly_and_the_folder(string assembly)
    {
        string root = Path.Combine(Repository.Root, "src", assembly);
        foreach (var type in Assemblies.Load(assembly).GetExportedTypes().Where(t => !t.IsNested && !Assemblies.IsGenerated(t)))
        {
            string folder = type.Namespace!.Length > assembly.Length ? type.Namespace[(assembly.Length + 1)..].Replace('.', Path.DirectorySeparatorChar) : "";
            string file = type.Name.Split('`')[0] + ".cs";
            File.Exists(Path.Combine(root, folder, file)).Should().BeTrue($"{type.FullName} should stand in {Path.Combine(folder, file)}");
        }
    }

    [Theory]
    [MemberData(nameof(Assemblies.LibraryNames), MemberType = typeof(Assemblies))]
    public void An_options_class_validates_itself(string assembly)
    {
        var options = Assemblies.Load(assembly).GetExportedTypes().Where(IsOptions);

        options.Where(t => t.GetMethod("Validate", BindingFlags.Public | BindingFlags.Instance, []) is not { } validate || validate.ReturnType != typeof(void)).Should().BeEmpty();
    }

    [Fact]
    public void A_public_constructor_has_at_most_five_parameters()
    {
        var constructors = Assemblies.Libraries.SelectMany(Assemblies.PublicTypes).Where(t => !IsRecord(t) && !typeof(Exception).IsAssignableFrom(t)).SelectMany(t => t.GetConstructors());

        constructors.Where(c => c.GetParameters().Length > 5).Select(c => $"{c.DeclaringType!.FullName}: {c.GetParameters().Length}").Should().BeEmpty();
    }

    /// <summary>The aim is 165; until it is reached, the number may only fall.</summary>
    private const int MostPublicTypes = 255;

    [Fact]
    public void Public_types_outside_internal_namespaces_become_no_more()
    {
        var types = Assemblies.Libraries.Select(library => (Library: library, Types: Assemblies.PublicTypes(library).Select(t => t.FullName!).Order(StringComparer.Ordinal).ToArray())).ToArray();
        string list = string.Concat(types.Select(l => $"\n{l.Library}: {l.Types.Length}\n  {string.Join("\n  ", l.Types)}"));

        (types.Sum(l => l.Types.Length) <= MostPublicTypes).Should().BeTrue($"a public type is a promise, but {types.Sum(l => l.Types.Length)} are public:{list.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)}\n");
    }

    [Theory]
    [MemberData(nameof(Assemblies.LibraryNames), MemberType = typeof(Assemblies))]
    public void What_only_siblings_need_is_hidden_from_editors(string assembly)
    {
        var shown = Assemblies.Load(assembly).GetExportedTypes().Where(t => !t.IsNested && Assemblies.IsInternal(t))
            .Where(t => t.GetCustomAttribute<EditorBrowsableAttribute>()?.State != EditorBrowsableState.Never);

        shown.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Assemblies.LibraryNames), MemberType = typeof(Assemblies))]
    public void A_public_type_is_documented(string assembly)
    {
        var summaries = Summaries(assembly);

        Assemblies.Load(assembly).GetExportedTypes().Where(t => !Assemblies.IsGenerated(t)).Where(t => !summaries.ContainsKey("T:" + t.FullName!.Replace('+', '.'))).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Assemblies.LibraryNames), MemberType = typeof(Assemblies))]
    public void An_option_says_its_default(string assembly)
    {
        var summaries = Summaries(assembly);
        var options = Assemblies.Load(assembly).GetExportedTypes().Where(IsOptions)
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)).Where(p => p.SetMethod is not null)
            .Select(p => $"P:{p.DeclaringType!.FullName}.{p.Name}");

        options.Where(p => !summaries[p].Contains("default", StringComparison.OrdinalIgnoreCase)).Should().BeEmpty();
    }

    private static Dictionary<string, string> Summaries(string assembly) =>
        XDocument.Load(Path.ChangeExtension(Assemblies.Load(assembly).Location, "xml")).Descendants("member")
            .Where(m => m.Element("summary") is { Value.Length: > 0 } || m.Element("inheritdoc") is not null)
            .ToDictionary(m => m.Attribute("name")!.Value, m => m.Element("summary")?.Value ?? "");

    private static bool IsOptions(Type type) => type.IsClass && type.Name.EndsWith("Options", StringComparison.Ordinal);

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance, [typeof(System.Text.StringBuilder)]) is not null;
}

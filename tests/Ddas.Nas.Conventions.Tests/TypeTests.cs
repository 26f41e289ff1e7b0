using System.Reflection;
using System.Runtime.CompilerServices;

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

    private static bool IsGenerated(MemberInfo type) => type.IsDefined(typeof(CompilerGeneratedAttribute));
}

namespace Ddas.Nas.Conventions.Tests;

public class FolderTests
{
    [Theory]
    [MemberData(nameof(Assemblies.Names), MemberType = typeof(Assemblies))]
    public void Folders_of_an_assembly_name_each_other_in_one_direction(string assembly)
    {
        var house = FolderNames.Read(Path.Combine(Repository.Root, "src", assembly));

        house.Files.Should().BePositive();
        house.Circles().Select(circle => string.Join("; ", circle)).Should().BeEmpty();
    }

    [Fact]
    public void A_circle_is_found_and_says_who_names_what()
    {
        using var source = new TemporaryFolder();
        Write(source, "Start.cs", "class Start { Below.Part part; }");
        Write(source, "Below/Part.cs", "class Part { } /* Above */ // Above");
        Write(source, "Below/Deep/Leaf.cs", "record struct Leaf(int Number); class Other { string text = \"Above\"; Above above; }");
        Write(source, "Up/Above.cs", "interface Above { Leaf Leaf { get; } Part part { get; } }");

        FolderNames.Read(source.Path).Circles().Should().ContainSingle().Which.Should().BeEquivalentTo(["Below/Deep -> Up: Leaf.cs names Above", "Up -> Below/Deep: Above.cs names Leaf"]);
    }

    private static void Write(TemporaryFolder folder, string name, string code)
    {
        string path = folder.Combine(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, code);
    }
}

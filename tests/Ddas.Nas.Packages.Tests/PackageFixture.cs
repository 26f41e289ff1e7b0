using System.IO.Compression;
using System.Xml.Linq;

[assembly: AssemblyFixture(typeof(Ddas.Nas.Packages.Tests.PackageFixture))]

namespace Ddas.Nas.Packages.Tests;

/// <summary>The packages of all libraries, packed once from what is already built.</summary>
public sealed class PackageFixture : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public PackageFixture()
    {
        string configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)).Split('_')[0];
        DotNet.Run(Repository.Root, "pack", "Ddas.Nas.sln", "--no-build", "--no-restore", "-c", configuration, "-o", Folder, "-v", "q", "-nologo");
    }

    public static IReadOnlyList<string> Libraries { get; } =
        [.. Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(d => Path.GetFileName(d)!).Except(["Ddas.Nas", "Ddas.Nas.Templates", "Ddas.Nas.Tool"]).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Names => [.. Libraries];

    public static string Version { get; } =
        XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("VersionPrefix").Single().Value;

    public string Folder => folder.Path;

    public ZipArchive Open(string library) => ZipFile.OpenRead(PathOf(library, "nupkg"));

    public string PathOf(string library, string extension) => Path.Combine(Folder, $"{library}.{Version}.{extension}");

    public XElement Metadata(string library)
    {
        using var package = Open(library);
        using var nuspec = package.GetEntry(library + ".nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single(e => e.Name.LocalName == "metadata");
    }

    public void Dispose() => folder.Dispose();
}

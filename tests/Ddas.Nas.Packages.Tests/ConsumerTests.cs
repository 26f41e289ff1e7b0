using System.Xml.Linq;

namespace Ddas.Nas.Packages.Tests;

[Trait("Category", "Packages")]
public sealed class ConsumerTests(PackageFixture packages) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_program_that_knows_only_the_packages_searches_a_folder_of_images()
    {
        foreach (string file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Consumer"))) File.Copy(file, folder.Combine(Path.GetFileName(file)));
        WritePackageSource();
        StripedImages.Write(folder.Combine("images"), classes: 3, imagesPerClass: 24);
        Dotnet("build", "-c", "Release", "-v", "q", "-nologo", "-p:CreateHardLinksForCopyLocalIfPossible=true", "-p:RestoreFallbackFolders=" + UserPackages);

        var (front, progress) = Dotnet("run", "-c", "Release", "--no-build", "--", folder.Combine("images"), "1", "3");

        front.TrimEnd().Split('\n').Should().NotBeEmpty().And.OnlyContain(line => line.Contains("MFLOPs  Genotype(normal=[", StringComparison.Ordinal));
        progress.Should().Contain("warm-up: epoch 1 of 1, loss ").And.Contain("search: step 1 of 3, explore, accuracy ").And.Contain("search: step 3 of 3, ");
    }

    /// <summary>Where third-party packages are already; our own are put into a folder of the test's, so that no old version is met.</summary>
    private static string UserPackages =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private (string Output, string Error) Dotnet(params string[] arguments) => DotNet.Run(
        folder.Path, new Dictionary<string, string?> { ["NUGET_PACKAGES"] = folder.Combine("packages"), ["OMP_NUM_THREADS"] = "1" }, arguments);

    private void WritePackageSource() =>
        new XDocument(new XElement("configuration", new XElement("packageSources", new XElement("add", new XAttribute("key", "packed"), new XAttribute("value", packages.Folder)))))
            .Save(folder.Combine("nuget.config"));
}

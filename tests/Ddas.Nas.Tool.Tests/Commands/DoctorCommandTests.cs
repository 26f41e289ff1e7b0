using System.Diagnostics;
using System.Text.Json;

namespace Ddas.Nas.Tool.Tests.Commands;

public sealed class DoctorCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_libtorch_it_says_what_to_do_and_nothing_else()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "tells native libraries by their names on Linux");
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory).Where(static file => !file.Contains(".so", StringComparison.Ordinal)))
            File.Copy(file, folder.Combine(Path.GetFileName(file)));
        Directory.CreateDirectory(folder.Combine("data"));
        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "data"))) File.Copy(file, folder.Combine($"data/{Path.GetFileName(file)}"));

        using var process = Process.Start(new ProcessStartInfo(folder.Combine("ddas"), ["doctor", "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string output = process.StandardOutput.ReadToEnd(), error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        (process.ExitCode, error).Should().Be((1, ""));
        var checks = JsonDocument.Parse(output).RootElement.EnumerateArray().ToDictionary(static check => check.GetProperty("name").GetString()!, static check => check.GetProperty("detail").GetString()!);
        checks["native"].Should().StartWith("No libtorch was found beside the application: ").And.NotContain("\n");
        checks["device"].Should().Be("not checked, since libtorch is not loaded");
        checks["threads"].Should().Be("not checked, since libtorch is not loaded");
    }
}

using System.Diagnostics;
using System.Text.Json;

namespace Ddas.Nas.Torch.Tests.Native;

/// <summary>A copy of this test program whose native libraries the test chooses.</summary>
internal sealed class NativeProcess : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public NativeProcess()
    {
        Directory.CreateDirectory(Folder);
        foreach (string file in Directory.GetFiles(AppContext.BaseDirectory))
        {
            string name = Path.GetFileName(file);
            if (name.EndsWith(".so", StringComparison.Ordinal) || name.Contains(".so.", StringComparison.Ordinal)) continue;
            if (!name.EndsWith(".deps.json", StringComparison.Ordinal)) File.Copy(file, Path.Combine(Folder, name));
        }
    }

    /// <summary>The program's folder; without any native library at first.</summary>
    public string Folder => folder.Combine("app");

    /// <summary>A folder beside it.</summary>
    public string Other(string name) => Directory.CreateDirectory(folder.Combine(name)).FullName;

    /// <summary>Puts links to natives of the running tests into a folder; those whose names start so.</summary>
    public static void Link(string target, params string[] starts)
    {
        foreach (string file in Directory.GetFiles(AppContext.BaseDirectory, "lib*.so*"))
            if (starts.Any(Path.GetFileName(file).StartsWith)) File.CreateSymbolicLink(Path.Combine(target, Path.GetFileName(file)), file);
    }

    /// <summary>Runs <see cref="NativeProbe"/>; returns its result and all that came on stdout.</summary>
    public async Task<(NativeProbe.Result Result, string Output)> Run(params (string Name, string Value)[] environment)
    {
        string result = folder.Combine("result.json");
        string program = Path.Combine(Folder, typeof(NativeProcess).Assembly.GetName().Name!);
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        start.Environment[NativeProbe.ResultVariable] = result;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.Should().Be(0, output);
        return (JsonSerializer.Deserialize<NativeProbe.Result>(await File.ReadAllTextAsync(result))!, output);
    }

    public void Dispose() => folder.Dispose();
}

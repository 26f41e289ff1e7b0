using System.Diagnostics;

namespace Ddas.Nas.Packages.Tests;

/// <summary>Runs the SDK as a person does, in a folder.</summary>
internal static class DotNet
{
    /// <summary>Runs a command to its end and returns what it printed, to either stream; an exit code other than 0 fails the test with all of it.</summary>
    public static (string Output, string Error) Run(string folder, params string[] arguments) => Run(folder, new Dictionary<string, string?>(), arguments);

    public static (string Output, string Error) Run(string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // What the test host sets for itself must not reach another build.
        foreach (string name in start.Environment.Keys.Where(n => n.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || n.StartsWith("TESTINGPLATFORM", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        // Neither must the settings of whoever runs the tests; their home may not even be writable.
        start.Environment["DOTNET_CLI_HOME"] = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "home")).FullName;
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, $"'dotnet {string.Join(' ', arguments)}' in {folder} printed: {output}{error.Result}");
        return (output, error.Result);
    }
}

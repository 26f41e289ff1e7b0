using System.Diagnostics;
using System.Text.Json;

namespace Ddas.Nas.Benchmarks.Measuring;

/// <summary>Runs commands of this program in processes of their own.</summary>
internal static class Self
{
    /// <summary>The command line that runs this program, without its arguments.</summary>
    public static string[] CommandLine => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? [Environment.ProcessPath!, typeof(Self).Assembly.Location]
        : [Environment.ProcessPath!];

    /// <summary>Runs a command that answers with one JSON document.</summary>
    public static T Ask<T>(params string[] arguments) => JsonSerializer.Deserialize<T>(Output([.. CommandLine, .. arguments]), JsonSerializerOptions.Web)!;

    /// <summary>What a program wrote to its standard output.</summary>
    /// <exception cref="InvalidOperationException">It did not end with 0.</exception>
    public static string Output(params string[] commandLine)
    {
        var start = new ProcessStartInfo(commandLine[0], commandLine[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_PerfMapEnabled"] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', commandLine)} ended with {process.ExitCode}: {error.Result}");
    }
}

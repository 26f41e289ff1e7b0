using System.Globalization;

namespace Ddas.Nas.Benchmarks.Measuring;

/// <summary>Where the processor's time goes, by module, as Linux' <c>perf</c> samples it.</summary>
/// <param name="Command">What was run; perf report on its file tells more.</param>
/// <param name="Percent">Share of the samples by module; what the .NET runtime compiled, which is mostly this library's kernels, is "managed code".</param>
internal sealed record ModuleProfile(string Command, IReadOnlyDictionary<string, double> Percent)
{
    /// <summary>Samples a piece of work; null where perf is not installed or not allowed.</summary>
    public static ModuleProfile? Take(params string[] work)
    {
        string file = Path.GetTempFileName();
        try
        {
            string[] command = ["perf", "record", "-q", "-F", "499", "-o", file, "--", .. Self.CommandLine, .. work];
            Self.Output(command);
            string report = Self.Output("perf", "report", "-q", "--stdio", "-i", file, "--sort", "dso");
            return new ModuleProfile("DOTNET_PerfMapEnabled=1 perf record -F 499 -- Ddas.Nas.Benchmarks " + string.Join(' ', work), Parse(report));
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return null;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Dictionary<string, double> Parse(string report)
    {
        var shares = new Dictionary<string, double>();
        foreach (string line in report.Split('\n'))
        {
            string[] words = line.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length < 2 || !double.TryParse(words[0].TrimEnd('%'), CultureInfo.InvariantCulture, out double percent)) continue;
            string module = words[1].StartsWith("[JIT]", StringComparison.Ordinal) || words[1].StartsWith("memfd:doublemapper", StringComparison.Ordinal) || words[1].StartsWith("perf-", StringComparison.Ordinal) ? "managed code" : words[1];
            shares[module] = shares.GetValueOrDefault(module) + percent;
        }

        return shares.Where(s => s.Value >= 1).OrderByDescending(s => s.Value).ToDictionary();
    }
}

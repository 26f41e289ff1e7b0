using System.Globalization;

namespace Ddas.Nas.Benchmarks.Measuring;

/// <summary>Resident memory of this process as Linux counts it.</summary>
internal static class ProcessMemory
{
    /// <summary>Forgets the peak so far.</summary>
    public static void ResetPeak() => File.WriteAllText("/proc/self/clear_refs", "5");

    /// <summary>Bytes at most since <see cref="ResetPeak"/>.</summary>
    public static long Peak => Read("VmHWM:");

    /// <summary>Bytes now.</summary>
    public static long Now => Read("VmRSS:");

    private static long Read(string key) =>
        long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith(key, StringComparison.Ordinal)).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
}

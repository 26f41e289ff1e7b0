using System.Diagnostics;

namespace Ddas.Nas.Benchmarks.Measuring;

/// <summary>
/// The clock of all measurements: the wall's, or the processor time of this process, which on one thread tells what a quiet
/// machine's wall clock would, also while the machine does other work.
/// </summary>
internal static class Clock
{
    private static readonly long Start = Stopwatch.GetTimestamp();

    /// <summary>Whether processor time is read; with several threads their waiting counts too, so that only one makes sense.</summary>
    public static bool ReadsProcessor { get; set; }

    /// <summary>Seconds since some moment.</summary>
    public static double Seconds => ReadsProcessor ? Environment.CpuUsage.TotalTime.TotalSeconds : Stopwatch.GetElapsedTime(Start).TotalSeconds;
}

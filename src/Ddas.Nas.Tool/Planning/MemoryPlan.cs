using System.Diagnostics;

namespace Ddas.Nas.Tool.Planning;

/// <summary>Memory of the process, resident, in bytes.</summary>
/// <param name="Loaded">With supernet and images loaded, before anything was measured.</param>
/// <param name="Measured">The peak while batches were measured.</param>
/// <param name="Expected">The peak to be expected of the search: that, and what the agent will remember.</param>
internal sealed record MemoryPlan(long Loaded, long Measured, long Expected)
{
    public static long Now()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    public static long Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}

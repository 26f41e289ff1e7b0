using System.Runtime.InteropServices;

namespace Ddas.Nas.Torch.Native;

/// <summary>
/// Makes glibc keep freed blocks of tensors for the next ones. By default it maps blocks of a few megabytes anew and
/// returns them at once, so that every pass over a network faults its pages in again.
/// </summary>
internal static partial class AllocatorTuning
{
    /// <summary>The environment variable that switches the tuning off where it is 0.</summary>
    public const string Switch = "DDAS_NAS_MALLOC";

    private const int TrimThreshold = -1, MmapThreshold = -3;
    private const int LargestMmapThreshold = 32 << 20; // glibc refuses more (HEAP_MAX_SIZE / 2)

    /// <summary>Applies the settings to this process.</summary>
    /// <returns>Whether both were accepted: glibc on Linux, and not switched off.</returns>
    public static bool Apply()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable(Switch) == "0") return false;
        try
        {
            return SetOption(MmapThreshold, LargestMmapThreshold) == 1 & SetOption(TrimThreshold, int.MaxValue) == 1;
        }
        catch (EntryPointNotFoundException)
        {
            return false; // another C library than glibc
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int parameter, int value);
}

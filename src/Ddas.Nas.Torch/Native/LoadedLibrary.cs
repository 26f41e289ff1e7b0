using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Ddas.Nas.Torch.Native;

/// <summary>Libraries that are already in the process.</summary>
internal static unsafe partial class LoadedLibrary
{
    private const int LinkMapRequest = 2; // RTLD_DI_LINKMAP

    /// <summary>Path of the loaded library of this file name, or null.</summary>
    public static string? PathOf(string fileName)
    {
        using var process = Process.GetCurrentProcess();
        foreach (ProcessModule module in process.Modules)
            if (Path.GetFileName(module.FileName) == fileName) return module.FileName;
        return null;
    }

    /// <summary>
    /// Makes glibc answer a later dlopen of <paramref name="path"/> with the library of <paramref name="handle"/>.
    /// The runtime looks beside the application first, by full path, and glibc tells loaded libraries apart by their
    /// path; without this a second libtorch would join the first and register every operator twice.
    /// </summary>
    /// <returns>Whether the name was given: glibc on Linux.</returns>
    [SupportedOSPlatform("linux")]
    public static bool TryAlias(nint handle, string path)
    {
        try
        {
            if (LinkInfo(handle, LinkMapRequest, out LinkMap* map) != 0) return false;
            map->Name = Marshal.StringToCoTaskMemUTF8(path); // from malloc, and kept: libtorch is never unloaded
            return NativeLibrary.Load(path) == handle;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "dlinfo")]
    private static partial int LinkInfo(nint handle, int request, out LinkMap* map);

    [StructLayout(LayoutKind.Sequential)]
    private struct LinkMap
    {
        public nint Address;
        public nint Name;
    }
}

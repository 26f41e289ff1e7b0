using System.Runtime.InteropServices;

namespace Ddas.Nas.Torch.Native;

/// <summary>The version of libtorch that TorchSharp was built against, and that of a loaded library.</summary>
internal static class LibtorchVersion
{
    /// <summary>Major and minor version that TorchSharp needs.</summary>
    public const string Wanted = "2.10";

    /// <summary>Refuses any other minor version, since libtorch's C++ interface changes with each.</summary>
    /// <exception cref="TorchNativeException">It is another one.</exception>
    public static void Check(string version, string place)
    {
        if (version != Wanted && !version.StartsWith(Wanted + ".", StringComparison.Ordinal))
            throw new TorchNativeException($"The libtorch in '{place}' is version {version}, but TorchSharp needs {Wanted}; install that version or name another folder.");
    }

    /// <summary>The version that a loaded torch_cpu reports, such as 2.10.0; null where it reports none (before 2.9).</summary>
    public static unsafe string? Of(nint torchCpu)
    {
        if (!NativeLibrary.TryGetExport(torchCpu, "aoti_torch_abi_version", out nint function)) return null;
        ulong packed = ((delegate* unmanaged<ulong>)function)();
        return $"{packed >> 56}.{packed >> 48 & 0xff}.{packed >> 40 & 0xff}";
    }
}

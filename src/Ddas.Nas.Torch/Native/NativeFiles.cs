using System.Runtime.InteropServices;

namespace Ddas.Nas.Torch.Native;

/// <summary>Names and places of torch's native libraries on this platform.</summary>
internal static class NativeFiles
{
    /// <summary>Import name of TorchSharp's native library.</summary>
    public const string Bridge = "LibTorchSharp";

    /// <summary>Import name of libtorch's CPU part.</summary>
    public const string TorchCpu = "torch_cpu";

    /// <summary>Import name of libtorch's CUDA part.</summary>
    public const string TorchCuda = "torch_cuda";

    /// <summary>The platform's runtime identifier, such as linux-x64.</summary>
    public static string RuntimeIdentifier { get; } =
        (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")
        + "-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    /// <summary>File name of a library, such as libtorch_cpu.so, torch_cpu.dll or libtorch_cpu.dylib.</summary>
    public static string FileName(string library) =>
        OperatingSystem.IsWindows() ? library + ".dll"
        : OperatingSystem.IsMacOS() ? "lib" + library + ".dylib"
        : "lib" + library + ".so";

    /// <summary>The file of a library in the folders that the runtime searches, in its order; null where there is none.</summary>
    public static string? Find(string library) =>
        SearchFolders().Select(folder => Path.Combine(folder, FileName(library))).FirstOrDefault(File.Exists);

    /// <summary>The folders that the runtime searches for natives of the application.</summary>
    public static IEnumerable<string> SearchFolders()
    {
        var host = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        return host.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(AppContext.BaseDirectory)
            .Append(Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeIdentifier, "native"));
    }
}

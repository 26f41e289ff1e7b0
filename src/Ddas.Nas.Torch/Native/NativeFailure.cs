using System.Text.RegularExpressions;

namespace Ddas.Nas.Torch.Native;

/// <summary>Turns a failed load into one sentence that says what to install.</summary>
internal static partial class NativeFailure
{
    private static readonly string[] Platforms = ["linux-x64", "win-x64", "win-arm64", "osx-arm64"];

    /// <summary>No libtorch is beside the application and none was named.</summary>
    public static string NoLibtorch(string platform) =>
        !Platforms.Contains(platform)
            ? $"TorchSharp has no native libraries for {platform}; run on one of {string.Join(", ", Platforms)}."
            : $"No libtorch was found beside the application: reference the package libtorch-cpu-{platform} {LibtorchVersion.Wanted}.0"
                + (platform is "linux-x64" or "win-x64" ? $" (for NVIDIA GPUs TorchSharp-cuda-{(platform == "win-x64" ? "windows" : "linux")} 0.107.0)" : "")
                + $" in the executable's project, or name a libtorch {LibtorchVersion.Wanted} folder with TorchNative.UseLibtorch.";

    /// <summary>TorchSharp's own library is not beside the application.</summary>
    public static string NoBridge(string fileName) =>
        $"TorchSharp's native library {fileName} was not found beside the application: build the executable's project with the package TorchSharp 0.107.0, or copy the file there.";

    /// <summary>The version of libtorch that was found cannot be told, which happens before 2.9.</summary>
    public static string UnknownVersion(string path) =>
        $"The libtorch '{path}' is older than 2.9, but TorchSharp needs {LibtorchVersion.Wanted}; install that version or name another folder.";

    /// <summary>Two copies of libtorch would meet in one process.</summary>
    public static string TwoCopies(string own, string folder) =>
        $"The application brings its own libtorch '{own}', which would be loaded beside the one in '{folder}': remove its libtorch package from the executable's project or delete that file.";

    /// <summary>The sentence for a library at <paramref name="path"/> that is there and does not load.</summary>
    public static string Explain(string path, Exception error)
    {
        string reason = Reason(error);
        if (error is PlatformNotSupportedException || LibstdcxxVersion().IsMatch(reason))
            return "The C++ runtime of this system (libstdc++.so.6) is older than GCC 12's, which TorchSharp needs: use Debian 12, Ubuntu 22.04, RHEL 10 or later, "
                + $"or put a newer libstdc++.so.6 on LD_LIBRARY_PATH ({reason}).";
        if (GlibcVersion().IsMatch(reason))
            return $"The C library of this system (glibc) is older than 2.34, which TorchSharp needs: use Debian 12, Ubuntu 22.04 or later ({reason}).";
        if (MissingLibrary().Match(reason) is { Success: true } missing && missing.Groups[1].Value != Path.GetFileName(path))
            return $"The native library '{path}' needs {missing.Groups[1].Value}, which this system lacks: install the package that has it.";
        return $"The native library '{path}' does not load: {reason}.";
    }

    /// <summary>The loader's own words in one line: the last line of the error, as the runtime puts advice before it.</summary>
    private static string Reason(Exception error) =>
        error.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault("unknown error").TrimEnd('.');

    [GeneratedRegex(@"(GLIBCXX|CXXABI)_[0-9.]+' not found")]
    private static partial Regex LibstdcxxVersion();

    [GeneratedRegex(@"GLIBC_[0-9.]+' not found")]
    private static partial Regex GlibcVersion();

    [GeneratedRegex(@"^([^\s/:]+): cannot open shared object file")]
    private static partial Regex MissingLibrary();
}

using System.Text.RegularExpressions;

namespace Ddas.Nas.Torch.Native;

/// <summary>A folder of libtorch libraries that the user named, checked.</summary>
internal sealed partial class LibtorchFolder
{
    private LibtorchFolder(string path) => Path = path;

    /// <summary>Full path of the folder that holds the libraries.</summary>
    public string Path { get; }

    /// <summary>Checks that <paramref name="folder"/>, or its folder lib, holds a libtorch of the wanted version.</summary>
    /// <exception cref="TorchNativeException">It does not; the message says why.</exception>
    public static LibtorchFolder Open(string folder)
    {
        string path = System.IO.Path.GetFullPath(folder);
        if (!Directory.Exists(path))
            throw new TorchNativeException($"The libtorch folder '{path}' does not exist; name the lib folder of a PyTorch or libtorch {LibtorchVersion.Wanted} installation.");
        string lib = System.IO.Path.Combine(path, "lib");
        if (!Holds(path, NativeFiles.TorchCpu) && Holds(lib, NativeFiles.TorchCpu)) path = lib;
        string[] missing = [.. Required().Where(library => !Holds(path, library)).Select(NativeFiles.FileName)];
        if (missing.Length > 0)
            throw new TorchNativeException($"The libtorch folder '{path}' lacks {string.Join(", ", missing)}; name the lib folder of a PyTorch or libtorch {LibtorchVersion.Wanted} installation.");
        if (DeclaredVersion(path) is { } version) LibtorchVersion.Check(version, path);
        return new LibtorchFolder(path);
    }

    /// <summary>The file of a library in this folder, or null.</summary>
    public string? Find(string library) => Holds(Path, library) ? System.IO.Path.Combine(Path, NativeFiles.FileName(library)) : null;

    /// <summary>The version in libtorch's build-version or PyTorch's version.py, or null where neither is readable.</summary>
    internal static string? DeclaredVersion(string libraries)
    {
        string? parent = System.IO.Path.GetDirectoryName(libraries);
        foreach (string? folder in new[] { parent, libraries })
        {
            if (folder is null) continue;
            if (FirstMatch(System.IO.Path.Combine(folder, "build-version"), BuildVersion()) is { } built) return built;
            if (FirstMatch(System.IO.Path.Combine(folder, "version.py"), PythonVersion()) is { } python) return python;
        }
        return null;
    }

    private static string? FirstMatch(string file, Regex pattern)
    {
        try
        {
            return File.Exists(file) && File.ReadLines(file).Take(50).Select(line => pattern.Match(line)).FirstOrDefault(match => match.Success) is { } match
                ? match.Groups[1].Value
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string[] Required() => ["c10", NativeFiles.TorchCpu, "torch"];

    private static bool Holds(string folder, string library) => File.Exists(System.IO.Path.Combine(folder, NativeFiles.FileName(library)));

    [GeneratedRegex(@"^\s*(\d+\.\d+\S*)")]
    private static partial Regex BuildVersion();

    [GeneratedRegex(@"^__version__\s*=\s*['""](\d+\.\d+[^'""]*)['""]")]
    private static partial Regex PythonVersion();
}

using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace Ddas.Nas.Torch.Native;

/// <summary>
/// A private copy of TorchSharp's native library that a libstdc++ older than GCC 13's accepts. The library refers to
/// a version (GLIBCXX_3.4.32) only through a link-time marker that no code calls; the copy marks that reference weak.
/// </summary>
internal static class PatchedCopy
{
    private const string MarkerSymbol = "_ZSt21ios_base_library_initv";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Marks the reference to <paramref name="version"/> weak in <paramref name="image"/>.</summary>
    /// <exception cref="BadImageFormatException">The image is damaged or does not refer to the version.</exception>
    /// <exception cref="PlatformNotSupportedException">Code of the image really uses a symbol of that version.</exception>
    public static void Patch(Span<byte> image, string version)
    {
        var needs = new ElfVersionNeeds(image);
        if (needs.SymbolsOf(version).Find(symbol => symbol != MarkerSymbol) is { } used)
            throw new PlatformNotSupportedException($"{used} of {version} is really used");
        if (!needs.MakeWeak(version)) throw new BadImageFormatException($"{version} is not among the needed versions");
    }

    /// <summary>Writes a patched copy of <paramref name="original"/> to the user's cache and loads it.</summary>
    /// <returns>Handle and path of the loaded copy.</returns>
    [SupportedOSPlatform("linux")]
    public static (nint Handle, string Path) Load(string original, string version)
    {
        byte[] image = File.ReadAllBytes(original);
        string key = Convert.ToHexStringLower(SHA256.HashData(image))[..32];
        Patch(image, version);
        if (CacheFolder() is { } cache)
        {
            try
            {
                string cached = Write(Path.Combine(cache, key), image);
                return (NativeLibrary.Load(cached), cached);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or DllNotFoundException)
            {
                // A read-only home, or one mounted noexec: the temporary folder may do.
            }
        }
        var temporary = Directory.CreateTempSubdirectory("ddas-nas-");
        try
        {
            string copy = Write(temporary.FullName, image);
            return (NativeLibrary.Load(copy), copy);
        }
        finally
        {
            temporary.Delete(recursive: true); // a loaded library outlives its name
        }
    }

    private static string? CacheFolder()
    {
        string? root = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(root) || !Path.IsPathRooted(root))
            root = Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".cache") : null;
        return root is null ? null : Path.Combine(root, "ddas-nas-native");
    }

    [SupportedOSPlatform("linux")]
    private static string Write(string folder, byte[] image)
    {
        Directory.CreateDirectory(folder, OwnerOnly);
        if ((File.GetUnixFileMode(folder) & ~OwnerOnly) != 0) File.SetUnixFileMode(folder, OwnerOnly); // throws where it is not ours
        string path = Path.Combine(folder, NativeFiles.FileName(NativeFiles.Bridge));
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(image)) return path;
        string temporary = Path.Combine(folder, Path.GetRandomFileName());
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        using (var file = new FileStream(temporary, create)) file.Write(image);
        File.Move(temporary, path, overwrite: true); // atomic, and harmless where two processes race
        return path;
    }
}

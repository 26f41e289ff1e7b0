using Ddas.Nas.Records.Files;
using Ddas.Nas.Records.Safetensors;

namespace Ddas.Nas.Supernet;

/// <summary>What a file's bytes come to.</summary>
internal static class FileChecksum
{
    /// <summary>SHA-256 in lower-case hexadecimal digits.</summary>
    public static string Of(string path) => Convert.ToHexStringLower(RegularFile.Sha256(path));

    /// <summary>Compares a file with what its manifest says.</summary>
    /// <exception cref="SafetensorsException">The file is another, or cannot be read.</exception>
    public static void Check(string path, string? expected)
    {
        if (expected is null) return;
        try
        {
            if (Of(path) is var found && found != expected)
                throw new SafetensorsException($"'{path}' is not the file that was written: its SHA-256 is {found}, but the manifest says {expected}. Restore it from a copy.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new SafetensorsException($"'{path}' cannot be read: {e.Message}", e);
        }
    }
}

using System.Security.Cryptography;
using Ddas.Nas.Records.Internal;

namespace Ddas.Nas.Tool;

/// <summary>What a file's bytes come to.</summary>
internal static class FileChecksum
{
    /// <summary>SHA-256 in lower-case hexadecimal digits.</summary>
    public static string Of(string file)
    {
        using var stream = RegularFile.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}

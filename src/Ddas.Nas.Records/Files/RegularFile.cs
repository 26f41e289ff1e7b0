using System.ComponentModel;
using System.Security.Cryptography;

namespace Ddas.Nas.Records.Files;

/// <summary>
/// Opens files that a user named, for this library's own assemblies. What is no regular file is refused before it is opened:
/// opening a pipe waits for a writer that may never come, and a device has no end.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RegularFile
{
    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The file.</param>
    /// <param name="share">What other processes may do with it meanwhile.</param>
    /// <exception cref="InvalidDataException">It is a pipe, a socket or a device; the message begins with the path.</exception>
    /// <exception cref="IOException">It is absent or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public static FileStream OpenRead(string path, FileShare share = FileShare.Read)
    {
        Require(path);
        return new FileStream(path, FileMode.Open, FileAccess.Read, share);
    }

    /// <summary>The content of a file.</summary>
    /// <inheritdoc cref="OpenRead"/>
    public static byte[] ReadAllBytes(string path)
    {
        Require(path);
        return File.ReadAllBytes(path);
    }

    /// <summary>The content of a file, UTF-8.</summary>
    /// <inheritdoc cref="OpenRead"/>
    public static string ReadAllText(string path)
    {
        Require(path);
        return File.ReadAllText(path);
    }

    /// <summary>SHA-256 of the content of a file.</summary>
    /// <inheritdoc cref="OpenRead"/>
    public static byte[] Sha256(string path)
    {
        using var file = OpenRead(path);
        return SHA256.HashData(file);
    }

    private static void Require(string path)
    {
        if (FileKind.Of(path) is { } kind) throw new InvalidDataException($"{path} is {kind}, but only regular files are read: save its content to a file and name that.");
    }
}

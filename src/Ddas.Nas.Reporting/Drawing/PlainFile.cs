using System.Text;

namespace Ddas.Nas.Reporting.Drawing;

/// <summary>
/// Writes whole files. File.WriteAllText asks the disk for room first, and its error for a full disk lacks the system's code,
/// by which callers know one.
/// </summary>
internal static class PlainFile
{
    /// <summary>Writes text as UTF-8.</summary>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes.</summary>
    public static void Write(string path, byte[] bytes)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.Write(bytes);
    }
}

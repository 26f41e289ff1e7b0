using System.Runtime.InteropServices;

namespace Ddas.Nas.Records.Files;

/// <summary>
/// Brings the names in a folder to the disk, so that a rename outlives a power cut. .NET opens no folders, hence the calls
/// into the C library; on Windows the file system's journal does it.
/// </summary>
internal static partial class DirectoryFlush
{
    /// <summary>Waits until a folder's entries are on the disk, where the file system can say so.</summary>
    public static void ToDisk(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        int file = Open(folder, 0);
        if (file < 0) return;
        _ = Sync(file);
        _ = Close(file);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}

using System.Text;
using Ddas.Nas.Records.Files;

namespace Ddas.Nas.Records;

/// <summary>
/// Keeps other processes, and other searches of this one, out of a folder. The lock is the operating system's, on an open
/// file: it ends with the process, however that ends, and what a dead process left behind is taken over. Beside it stands
/// who holds it, since a locked file cannot be read.
/// </summary>
public sealed class FolderLock : IDisposable
{
    internal const string LockName = ".lock";
    internal const string OwnerName = ".lock-owner";

    private readonly string folder;
    private FileStream? file;

    private FolderLock(string folder, FileStream file) => (this.folder, this.file) = (folder, file);

    /// <summary>Locks a folder until <see cref="Dispose"/>.</summary>
    /// <param name="folder">The folder; it must exist.</param>
    /// <exception cref="FolderInUseException">It is locked; the message says by whom.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static FolderLock Acquire(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        folder = Path.GetFullPath(folder);
        var file = Lock(folder);
        try
        {
            string owner = $"process {Environment.ProcessId} on host {Environment.MachineName}";
            file.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes(owner + "\n"));
            file.Flush();
            File.WriteAllText(Path.Combine(folder, OwnerName), owner);
            return new FolderLock(folder, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Gives the folder free.</summary>
    public void Dispose()
    {
        if (file is null) return;
        if (Directory.Exists(folder)) File.Delete(Path.Combine(folder, OwnerName));
        file.Dispose();
        file = null;
    }

    private static FileStream Lock(string folder)
    {
        string path = Path.Combine(folder, LockName);
        while (true)
        {
            FileStream file;
            try
            {
                file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (IOException e) when (IsSharingViolation(e))
            {
                throw new FolderInUseException(folder, Owner(folder), e);
            }

            // Its last owner may have deleted it between our opening and our locking it: then it locks nothing.
            if (File.Exists(path)) return file;
            file.Dispose();
        }
    }

    private static string Owner(string folder)
    {
        try
        {
            string owner = RegularFile.ReadAllText(Path.Combine(folder, OwnerName)).Trim();
            return owner.Length is > 0 and < 1000 ? owner : "another process";
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return "another process";
        }
    }

    // ERROR_SHARING_VIOLATION on Windows; EWOULDBLOCK on Linux (11) and macOS (35).
    private static bool IsSharingViolation(IOException e) => e.HResult is unchecked((int)0x80070020) or 11 or 35;
}

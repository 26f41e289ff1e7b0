using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records;

/// <summary>
/// The folder that a run leaves behind: its manifest, its steps, its front, its checkpoints. Locked while it is written;
/// reading needs no lock.
/// </summary>
public sealed class RunFolder : IDisposable
{
    internal const string CompressedEnding = ".gz";

    private readonly FolderLock? folderLock;

    private RunFolder(string path, FolderLock? folderLock) => (Path, this.folderLock) = (path, folderLock);

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>Full path of <c>manifest.json</c>.</summary>
    public string ManifestPath => System.IO.Path.Combine(Path, "manifest.json");

    /// <summary>Full path of <c>steps.jsonl</c>, or of <c>steps.jsonl.gz</c> where a finished run is kept compressed.</summary>
    public string StepsPath
    {
        get
        {
            string plain = System.IO.Path.Combine(Path, "steps.jsonl");
            return !File.Exists(plain) && File.Exists(plain + CompressedEnding) ? plain + CompressedEnding : plain;
        }
    }

    /// <summary>Full path of <c>front.csv</c>.</summary>
    public string FrontPath => System.IO.Path.Combine(Path, "front.csv");

    /// <summary>Full path of the folder <c>checkpoints</c>.</summary>
    public string CheckpointsPath => System.IO.Path.Combine(Path, "checkpoints");

    /// <summary>Whether a folder holds a run, finished or not.</summary>
    public static bool IsRun(string path) => !string.IsNullOrEmpty(path) && new RunFolder(System.IO.Path.GetFullPath(path), null).HoldsRun;

    /// <summary>Makes and locks a folder for a new run.</summary>
    /// <param name="path">The folder; it may exist, with anything in it but a run.</param>
    /// <exception cref="FolderInUseException">Another search holds it.</exception>
    /// <exception cref="RunFolderException">It cannot be written, or holds a run already.</exception>
    public static RunFolder Create(string path)
    {
        var folder = Lock(path);
        if (!folder.HoldsRun) return folder;
        folder.Dispose();
        throw new RunFolderException($"'{path}' already holds a run. Choose another folder, remove this one, or go on with it by resuming.");
    }

    /// <summary>Locks the folder of a run that was cut off, to go on with it.</summary>
    /// <exception cref="FolderInUseException">Another search holds it.</exception>
    /// <exception cref="RunFolderException">It cannot be written, or holds no run.</exception>
    public static RunFolder Resume(string path)
    {
        Open(path).Dispose();
        return Lock(path);
    }

    /// <summary>Opens the folder of a run for reading, also while the run goes on.</summary>
    /// <exception cref="RunFolderException">It holds no run.</exception>
    public static RunFolder Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var folder = new RunFolder(System.IO.Path.GetFullPath(path), null);
        return folder.HoldsRun ? folder : throw new RunFolderException($"'{path}' holds no run: there is no {System.IO.Path.GetFileName(folder.ManifestPath)} in it. Name the folder that a search was given.");
    }

    /// <summary>Gives the folder free.</summary>
    public void Dispose() => folderLock?.Dispose();

    private bool HoldsRun => File.Exists(ManifestPath) || File.Exists(StepsPath);

    private static RunFolder Lock(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            string full = Directory.CreateDirectory(path).FullName;
            return new RunFolder(full, FolderLock.Acquire(full));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException and not FolderInUseException)
        {
            throw new RunFolderException($"'{path}' cannot be written: {e.Message.TrimEnd('.')}. Choose another folder, or change its permissions.", e);
        }
    }
}

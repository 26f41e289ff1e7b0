namespace Ddas.Nas.Records;

/// <summary>The paths in the folder that a search leaves behind. Reading needs no lock.</summary>
public sealed class RunFolder
{
    internal const string CompressedEnding = ".gz";

    private RunFolder(string path) => Path = path;

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
    public string CheckpointsPath => System.IO.Path.Combine(Path, CheckpointFolder.FolderName);

    /// <summary>Whether a folder holds a run, finished or not.</summary>
    public static bool IsRun(string path) => !string.IsNullOrEmpty(path) && At(path).HoldsRun;

    /// <summary>The paths in a folder, which may be empty or absent.</summary>
    public static RunFolder At(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new RunFolder(System.IO.Path.GetFullPath(path));
    }

    /// <summary>The paths in the folder of a run, which may still go on.</summary>
    /// <exception cref="RunFolderException">It holds no run.</exception>
    public static RunFolder Open(string path)
    {
        var folder = At(path);
        return folder.HoldsRun ? folder : throw new RunFolderException($"'{path}' holds no run: there is no {System.IO.Path.GetFileName(folder.ManifestPath)} in it. Name the folder that a search was given.");
    }

    private bool HoldsRun => File.Exists(ManifestPath) || File.Exists(StepsPath);
}

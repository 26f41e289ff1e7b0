namespace Ddas.Nas.Tool.Planning;

/// <summary>What the folders of the runs will hold, in bytes.</summary>
/// <param name="Bytes">Logs and checkpoints at the end.</param>
/// <param name="MostBytes">And one more checkpoint, which is written before the oldest is removed.</param>
/// <param name="Free">What is free on their disk.</param>
internal sealed record DiskPlan(long Bytes, long MostBytes, long Free)
{
    /// <summary>What is free where a folder is or will be.</summary>
    public static long FreeAt(string folder)
    {
        string path = Path.GetFullPath(folder);
        while (!Directory.Exists(path) && Path.GetDirectoryName(path) is { } parent) path = parent;
        return new DriveInfo(path).AvailableFreeSpace;
    }
}

using Xunit;

namespace Ddas.Nas.TestSupport;

/// <summary>Published results that are not part of the repository: the folder ../shared/data beside its root.</summary>
public static class SharedData
{
    /// <summary>Full path of a file of the shared data; skips the running test, with the reason, where the file is absent.</summary>
    /// <param name="relative">Path below ../shared/data, with forward slashes.</param>
    public static string Path(string relative)
    {
        string path = System.IO.Path.GetFullPath(System.IO.Path.Combine(Repository.Root, "..", "shared", "data", relative));
        if (!File.Exists(path))
            Assert.Skip($"needs the shared data file '{relative}', which is not at {path}");
        return path;
    }
}

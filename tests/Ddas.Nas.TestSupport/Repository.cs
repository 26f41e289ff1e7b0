namespace Ddas.Nas.TestSupport;

/// <summary>The checkout that the running tests were built from.</summary>
public static class Repository
{
    /// <summary>Full path of the folder that holds Ddas.Nas.sln.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ddas.Nas.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Ddas.Nas.sln.");
    }
}

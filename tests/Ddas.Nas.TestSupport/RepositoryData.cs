namespace Ddas.Nas.TestSupport;

/// <summary>The data of the repository that samples and tests read: the folder samples/data.</summary>
public static class RepositoryData
{
    /// <summary>The table of NAS-Bench-201.</summary>
    public static string NasBench201 => Path("nasbench201.csv.gz");

    /// <summary>The curves of the paper's figures.</summary>
    public static string PaperFigures => Path("ddas_figures.csv.gz");

    /// <summary>Full path of a file of the folder.</summary>
    /// <param name="name">The file's name.</param>
    public static string Path(string name) => System.IO.Path.Combine(Repository.Root, "samples", "data", name);
}

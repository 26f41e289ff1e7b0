using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.CifarSearch;

/// <summary>The data sets that the application knows by name.</summary>
internal static class DataSets
{
    /// <summary>Every name that <see cref="Open"/> takes.</summary>
    public static readonly string[] Names = ["mini", "fashion-mnist"];

    /// <summary>Full path of the small real data set that comes with the application.</summary>
    public static string MiniPath { get; } = Path.Combine(AppContext.BaseDirectory, "data", "fashion-mnist-mini.zip");

    /// <summary>Opens a data set; its files are read later.</summary>
    /// <exception cref="UsageException">No such name, or a folder is needed.</exception>
    public static IImageSource Open(string name, string? folder) => name switch
    {
        "mini" => new IdxImageSource(folder ?? MiniPath, name, IdxImageSource.FashionMnistClasses),
        "fashion-mnist" => new IdxImageSource(
            folder ?? throw new UsageException("--dataset fashion-mnist needs --data with the folder of the four IDX files (Debian's package dataset-fashion-mnist puts them in /usr/share/datasets/fashion-mnist)."),
            name, IdxImageSource.FashionMnistClasses),
        _ => throw new UsageException($"--dataset is '{name}', but must be one of {string.Join(", ", Names)}."),
    };
}

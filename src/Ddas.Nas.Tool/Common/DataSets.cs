using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Tool.Common;

/// <summary>The data sets that the application knows by name.</summary>
internal static class DataSets
{
    /// <summary>Every name that <see cref="Open"/> takes.</summary>
    public static readonly string[] Names = ["mini", "fashion-mnist", "cifar10", "cifar100", "folder"];

    /// <summary>Full path of the small real data set that comes with the application.</summary>
    public static string MiniPath { get; } = Path.Combine(AppContext.BaseDirectory, "data", "fashion-mnist-mini.zip");

    /// <summary>Opens a data set; its files are read later.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="folder">Where its files are; null for mini only.</param>
    /// <param name="side">Side to which a folder's images are brought; other sets keep their own.</param>
    /// <exception cref="UsageException">No such name, or a folder is needed.</exception>
    public static IImageSource Open(string name, string? folder, int? side) => name switch
    {
        "mini" => new IdxImageSource(folder ?? MiniPath, name, IdxImageSource.FashionMnistClasses),
        "fashion-mnist" => new IdxImageSource(
            folder ?? Missing(name, "the four IDX files (Debian's package dataset-fashion-mnist puts them in /usr/share/datasets/fashion-mnist)"),
            name, IdxImageSource.FashionMnistClasses),
        "cifar10" => new CifarImageSource(folder ?? Missing(name, "the official binary files (data_batch_1.bin and so on; ddas download fetches them)"), CifarVersion.Cifar10),
        "cifar100" => new CifarImageSource(folder ?? Missing(name, "the official binary files (train.bin and test.bin; ddas download fetches them)"), CifarVersion.Cifar100),
        "folder" => Input.Use(() => new FolderImageSource(folder ?? Missing(name, "train/CLASS and test/CLASS sub-folders of PNG or JPEG images"), side ?? 32, name: name)),
        _ => throw new UsageException($"--dataset is '{name}', but must be one of {string.Join(", ", Names)}."),
    };

    /// <summary>The published mean and deviation of a data set's channels; null to have them from its images.</summary>
    public static Normalization? NormalizationOf(string name) => name switch { "cifar10" => Normalization.Cifar10, "cifar100" => Normalization.Cifar100, _ => null };

    private static string Missing(string name, string files) =>
        throw new UsageException($"--dataset {name} needs --data with the folder of {files}.");
}

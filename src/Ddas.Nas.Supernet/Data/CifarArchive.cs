namespace Ddas.Nas.Supernet.Data;

/// <summary>Where a CIFAR data set's official archive is and how it is known to be whole.</summary>
/// <param name="Format">The files in it.</param>
/// <param name="Url">Its official address.</param>
/// <param name="Md5">Its official MD5, lower-case hexadecimal.</param>
/// <param name="MaximumBytes">More than the archive, or its files together, ever have.</param>
internal sealed record CifarArchive(CifarFormat Format, Uri Url, string Md5, long MaximumBytes)
{
    public static CifarArchive Cifar10 { get; } = new(
        CifarFormat.Cifar10, new Uri("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"), "c32a1d4ab5d03f1284b67883e8d87530", 1L << 28);

    public static CifarArchive Cifar100 { get; } = new(
        CifarFormat.Cifar100, new Uri("https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz"), "03b5dce01913d631647c71ecec9e9cb8", 1L << 28);

    public string FileName => Path.GetFileName(Url.AbsolutePath);

    public static CifarArchive Of(CifarVersion version) => CifarFormat.Of(version) == CifarFormat.Cifar10 ? Cifar10 : Cifar100;
}

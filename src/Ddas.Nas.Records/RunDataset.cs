namespace Ddas.Nas.Records;

/// <summary>What a run was measured on.</summary>
/// <param name="Name">The data set, or the table's file name.</param>
/// <param name="Checksum">Of its bytes, with the algorithm's name before it, for example <c>sha256:9f86...</c>; bare digits of SHA-256, as earlier manifests have them, get theirs.</param>
public sealed record RunDataset(string Name, string Checksum)
{
    private const string Algorithm = "sha256:";
    private const int Digits = 64;

    /// <summary>Checksum of its bytes, with the algorithm's name before it.</summary>
    public string Checksum { get; init => field = WithAlgorithm(value); } = WithAlgorithm(Checksum);

    /// <summary>A checksum as <see cref="Checksum"/> says it.</summary>
    internal static string WithAlgorithm(string checksum) => checksum is { Length: Digits } && checksum.All(char.IsAsciiHexDigit) ? Algorithm + checksum : checksum;
}

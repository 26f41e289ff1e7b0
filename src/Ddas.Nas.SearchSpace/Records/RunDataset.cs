namespace Ddas.Nas.SearchSpace.Records;

/// <summary>What a run was measured on.</summary>
/// <param name="Name">The data set, or the table's file name.</param>
/// <param name="Checksum">Of its bytes, with the algorithm's name before it, for example <c>sha256:9f86...</c>.</param>
public sealed record RunDataset(string Name, string Checksum);

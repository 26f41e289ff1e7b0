using System.Security.Cryptography;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.SearchSpace.Records;

namespace Ddas.Nas.CifarSearch.Commands;

/// <summary>A table of measured architectures.</summary>
internal sealed class TableSource(string file, Func<long, IEnvironment> create) : IEnvironmentSource
{
    public string Device => "cpu";

    public int Threads => Environment.ProcessorCount;

    public RunDataset Dataset { get; } = new(Path.GetFileName(file), Checksum(file));

    public int? ImagesPerStep => null;

    public IEnvironment Create(long seed) => create(seed);

    public void Dispose()
    {
    }

    private static string Checksum(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}

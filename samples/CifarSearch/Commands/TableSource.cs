using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.SearchSpace.Records;

namespace Ddas.Nas.CifarSearch.Commands;

/// <summary>A table of measured architectures.</summary>
internal sealed class TableSource(string file, Func<long, IEnvironment> create) : IEnvironmentSource
{
    public string Device => "cpu";

    public int Threads => Environment.ProcessorCount;

    public RunDataset Dataset { get; } = new(Path.GetFileName(file), FileChecksum.Of(file));

    public IReadOnlyList<(string Name, string Text)> Conditions => [];

    public int? ImagesPerStep => null;

    public IEnvironment Create(long seed) => create(seed);

    public void Dispose()
    {
    }
}

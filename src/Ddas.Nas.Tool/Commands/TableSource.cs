using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.Tool.Planning;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;

namespace Ddas.Nas.Tool.Commands;

/// <summary>A table of measured architectures.</summary>
internal sealed class TableSource(ArchitectureTable table, Func<long, IEnvironment> create) : IEnvironmentSource
{
    public string Device => "cpu";

    public int Threads => Environment.ProcessorCount;

    public RunDataset Dataset { get; } = new(Path.GetFileName(table.Name), table.Checksum);

    public SearchSpaceDefinition Space => table.Space;

    public IReadOnlyList<(string Name, string Text)> Conditions => [];

    public int? ImagesPerStep => null;

    public IEnvironment Create(long seed) => create(seed);

    public IReadOnlyList<StepPart> Measure(long seed, IReadOnlyList<ArchitectureWeights> actions, CancellationToken stop)
    {
        var environment = Create(seed);
        environment.Reset();
        return [new StepPart("table row", 1, Timing.PerAction(actions, action => environment.Step(action, stop)))];
    }

    public void Dispose()
    {
    }
}

using Ddas.Nas.Tool.Planning;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.Supernet;
using TorchSharp;

namespace Ddas.Nas.Tool.Commands;

/// <summary>A warmed supernet and its images.</summary>
/// <param name="folder">Where the supernet was read from.</param>
/// <param name="supernet">The supernet.</param>
/// <param name="images">Its images.</param>
/// <param name="device">Where it computes.</param>
/// <param name="options">How a search with a seed takes a step.</param>
/// <param name="create">Makes an environment that takes its steps so.</param>
internal sealed class SupernetSource(
    string folder, WarmSupernet supernet, SupernetData images, torch.Device device, Func<long, SupernetEnvironmentOptions> options, Func<SupernetEnvironmentOptions, SupernetEnvironment> create) : IEnvironmentSource
{
    public string Device => device.ToString();

    public int Threads => torch.get_num_threads();

    public RunDataset Dataset => new(images.Description.DataSet, images.Description.Checksum);

    public SearchSpaceDefinition Space => supernet.Space;

    public int? ImagesPerStep => options(0) is var step ? (step.Batches * step.BatchSize) + (step.ValidImages ?? images.Description.Valid) : null;

    public IReadOnlyList<(string Name, string Text)> Conditions { get; } = [("supernet", FileChecksum.Of(SupernetFolder.WeightsPath(folder)))];

    public IEnvironment Create(long seed) => Input.Use(() => create(options(seed)));

    public IReadOnlyList<StepPart> Measure(long seed, IReadOnlyList<ArchitectureWeights> actions, CancellationToken stop) =>
        new SupernetProbe(options(seed), images.Description.Valid, changed => Input.Use(() => create(changed))).Measure(actions, stop);

    public void Dispose()
    {
        images.Dispose();
        supernet.Dispose();
    }
}

using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.SearchSpace.Records;
using Ddas.Nas.Supernet;
using TorchSharp;

namespace Ddas.Nas.CifarSearch.Commands;

/// <summary>A warmed supernet and its images.</summary>
/// <param name="folder">Where the supernet was read from.</param>
internal sealed class SupernetSource(string folder, WarmSupernet supernet, SupernetData images, int imagesPerStep, torch.Device device, Func<long, IEnvironment> create) : IEnvironmentSource
{
    public string Device => device.ToString();

    public int Threads => torch.get_num_threads();

    public RunDataset Dataset => new(images.Description.DataSet, images.Description.Checksum);

    public int? ImagesPerStep => imagesPerStep;

    public IReadOnlyList<(string Name, string Text)> Conditions { get; } = [("supernet", FileChecksum.Of(SupernetFolder.WeightsPath(folder)))];

    public IEnvironment Create(long seed) => Input.Use(() => create(seed));

    public void Dispose()
    {
        images.Dispose();
        supernet.Dispose();
    }
}

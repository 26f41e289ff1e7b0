using Ddas.Nas.Benchmarks.Contenders;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Supernet;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Operations;

namespace Ddas.Nas.Benchmarks;

/// <summary>The paper's search network and images of CIFAR's size, made of noise: what they show does not change how long they take.</summary>
internal sealed class TestBed : IDisposable
{
    public const int BatchSize = 64;
    private const int Classes = 10;

    public TestBed(int trainImages, int validImages, int cells = 6, int channels = 16)
    {
        Skeleton = new NetworkSkeleton { Cells = cells, Channels = channels, Classes = Classes, AffineOperations = false };
        int count = trainImages + validImages;
        var random = new RandomStream(7, "benchmark images", 0);
        byte[] pixels = new byte[count * 3 * 32 * 32];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)random.NextUInt32();
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % Classes)];
        var set = new ImageDataSet("noise", new ImageShape(3, 32, 32), Enumerable.Range(0, Classes).Select(c => $"{c}"), pixels, labels);
        Data = new SupernetData(set, new SupernetDataOptions { Split = new DataSplitOptions { Train = trainImages, Valid = validImages } });
        Batch = Data.TrainBatches(BatchSize, seed: 1).Next();
    }

    public NetworkSkeleton Skeleton { get; }

    public SupernetData Data { get; }

    /// <summary>One batch of D_T.</summary>
    public ImageBatch Batch { get; }

    public static Architecture DartsV2 { get; } = PublishedCells.Find("DARTS_V2").Genotype.ToArchitecture(SearchSpaceDefinition.Darts);

    /// <summary>Eight architectures as random search draws them.</summary>
    public static IReadOnlyList<Architecture> RandomArchitectures { get; } = [.. Enumerable.Range(0, 8).Select(RandomArchitecture)];

    public IContender Create(string name)
    {
        var library = new LibraryContender(Skeleton);
        if (name == library.Name) return library;
        using (library) return new PlainContender(Skeleton, library.Tensors, channelsLast: name == "channelsLast");
    }

    /// <summary>A supernet that was not warmed up, as it takes the same time.</summary>
    public WarmSupernet CreateWarmSupernet()
    {
        using var network = new SupernetNetwork(Skeleton, seed: 1);
        return new WarmSupernet(SearchSpaceDefinition.Darts, Skeleton, OperationTable.Darts, WarmSupernet.Snapshot(network), new ArchitectureScore(0.5, 1), [], Data.Description);
    }

    public void Dispose()
    {
        Batch.Dispose();
        Data.Dispose();
    }

    /// <summary>An action of random search.</summary>
    public static ArchitectureWeights RandomAction(int index)
    {
        var random = new RandomStream(11, "benchmark architectures", index);
        return ArchitectureWeights.Uniform(SearchSpaceDefinition.Darts, ref random);
    }

    private static Architecture RandomArchitecture(int index) => new BestPairDiscretizer().Discretize(RandomAction(index));
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.Supernet.Data;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Tests;

/// <summary>Networks and images small enough for tests.</summary>
internal static class Toy
{
    public static readonly NetworkSkeleton Skeleton = new() { Channels = 4, Cells = 3, Classes = 5, ImageSize = 8, ImageChannels = 3 };

    public static SupernetNetwork Supernet(long seed = 1, NetworkSkeleton? skeleton = null) => new(skeleton ?? Skeleton, seed);

    /// <summary>Normal images in channels-last strides.</summary>
    public static Tensor Images(int batch = 4, int seed = 0, NetworkSkeleton? skeleton = null)
    {
        skeleton ??= Skeleton;
        var random = new RandomStream(seed, "test images", 0);
        var values = new float[batch * skeleton.ImageSize * skeleton.ImageSize * skeleton.ImageChannels];
        for (int i = 0; i < values.Length; i++) values[i] = (float)random.NextGaussian();
        return tensor(values, [batch, skeleton.ImageSize, skeleton.ImageSize, skeleton.ImageChannels]).permute(0, 3, 1, 2);
    }

    public static ArchitectureWeights Alpha(int seed)
    {
        var random = new RandomStream(seed, "test alpha", 0);
        return ArchitectureWeights.Uniform(SearchSpaceDefinition.Darts, ref random);
    }

    public static Architecture Architecture(int seed) => new BestPairDiscretizer().Discretize(Alpha(seed));

    /// <summary>An architecture that has one operation everywhere, on each node's first two edges.</summary>
    public static Architecture Uniform(Operation operation)
    {
        var space = SearchSpaceDefinition.Darts;
        int index = space.IndexOf(operation);
        ChosenPair[] cell = [.. Enumerable.Range(0, space.Topology.Nodes)
            .SelectMany(node => new[] { 0, 1 }.Select(source => new ChosenPair(space.Topology.EdgeIndex(source, node), index)))];
        return new Architecture(space, [cell, cell]);
    }

    public static float[] Values(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().cpu().to(float32).contiguous().data<float>().ToArray();
    }

    /// <summary>Learnable images: each class is a stripe at its own row, with noise.</summary>
    public static ImageDataSet DataSet(int count = 96, int classes = 4, int side = 8)
    {
        var random = new RandomStream(5, "toy images", 0);
        var labels = new int[count];
        var pixels = new byte[count * side * side];
        for (int i = 0; i < count; i++)
        {
            labels[i] = random.NextInt(classes);
            for (int p = 0; p < side * side; p++)
                pixels[(i * side * side) + p] = (byte)(random.NextInt(90) + (p / side / 2 == labels[i] ? 150 : 0));
        }

        return new ImageDataSet("toy", new ImageShape(1, side, side), [.. Enumerable.Range(0, classes).Select(c => $"{c}")], pixels, labels);
    }

    public static SupernetData Data(int count = 96) =>
        new(DataSet(count), new SupernetDataOptions { Augmentation = new AugmentationOptions { Padding = 1, Flip = true } });

    public static readonly WarmupOptions Warmup = new() { Channels = 4, Cells = 3, Epochs = 2, BatchSize = 16, EvaluateEvery = 1, Seed = 3 };

    public static readonly SupernetEvaluatorOptions Evaluator = new() { Batches = 2, BatchSize = 8, EvaluationBatchSize = 32, ValidImages = 32, LearningRate = 0.01 };

    /// <summary>A copy of every named tensor's bytes.</summary>
    public static Dictionary<string, byte[]> Snapshot(SupernetNetwork network) =>
        network.NamedTensors.ToDictionary(t => t.Key, t => t.Value.detach().contiguous().bytes.ToArray());
}

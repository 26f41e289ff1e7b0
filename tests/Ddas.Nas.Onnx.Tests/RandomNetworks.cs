using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.Supernet;
using static TorchSharp.torch;

namespace Ddas.Nas.Onnx.Tests;

/// <summary>Networks whose BatchNorms have weights and statistics as after a training, so that leaving one out would show.</summary>
internal static class RandomNetworks
{
    public static readonly NetworkSkeleton Small = new() { Channels = 4, Cells = 4, Classes = 10, ImageSize = 16, ImageChannels = 3 };

    public static Genotype Genotype(int seed)
    {
        var random = new RandomStream(seed, "test genotype", 0);
        return SearchSpace.Genotype.FromArchitecture(new BestPairDiscretizer().Discretize(ArchitectureWeights.Uniform(SearchSpaceDefinition.Darts, ref random)));
    }

    /// <summary>A genotype whose cells all are dead.</summary>
    public static Genotype Dead { get; } = SearchSpace.Genotype.Parse(string.Format(
        System.Globalization.CultureInfo.InvariantCulture, "Genotype(normal=[{0}], normal_concat=[2, 3, 4, 5], reduce=[{0}], reduce_concat=[2, 3, 4, 5])", string.Join(", ", Enumerable.Repeat("('none', 0), ('none', 1)", 4))));

    public static StandAloneNetwork Of(Genotype genotype, NetworkSkeleton? skeleton = null, bool auxiliaryHead = false)
    {
        var network = new StandAloneNetwork(genotype, skeleton ?? Small, seed: 1, auxiliaryHead);
        foreach (var (name, tensor) in network.NamedTensors)
        {
            var random = new RandomStream(2, name, 0);
            bool norm = tensor.dim() == 1 && !name.StartsWith("classifier", StringComparison.Ordinal) && !name.EndsWith("tracked", StringComparison.Ordinal);
            if (norm) RandomTensors.Assign(tensor, name.EndsWith("running_var", StringComparison.Ordinal) || name.EndsWith("weight", StringComparison.Ordinal)
                ? RandomTensors.Uniform(ref random, 0.5, 1.5, CPU, tensor.shape)
                : RandomTensors.Gaussian(ref random, 0, 0.3, CPU, tensor.shape));
        }

        return network;
    }
}

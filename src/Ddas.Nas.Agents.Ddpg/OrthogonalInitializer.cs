using Ddas.Nas.SearchSpace;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg;

/// <summary>Fills networks with orthogonal weights (Saxe et al. 2014) and zero biases.</summary>
internal static class OrthogonalInitializer
{
    /// <summary>Scale of the output layers where first outputs are to be small.</summary>
    public const double SmallOutput = 1e-3;

    /// <summary>Overwrites all weights of some networks; each layer has a stream of its own, by its place among the layers of all of them.</summary>
    /// <param name="initialization">Whether the last layer of each is scaled.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="networks">Networks of linear layers, first layer first.</param>
    public static void Fill(NetworkInitialization initialization, long seed, params ReadOnlySpan<nn.Module> networks)
    {
        int index = 0;
        foreach (var network in networks)
        {
            Linear[] layers = [.. network.modules().OfType<Linear>()];
            foreach (var layer in layers)
            {
                bool small = initialization == NetworkInitialization.OrthogonalSmallOutput && layer == layers[^1];
                var random = new RandomStream(seed, RandomPurpose.Initialization, index++);
                var weight = layer.weight; // [outputs, inputs]
                RandomTensors.Assign(weight, RandomTensors.Orthogonal(ref random, (int)weight.shape[0], (int)weight.shape[1], small ? SmallOutput : 1, weight.device));
                RandomTensors.Assign(layer.bias!, zeros_like(layer.bias!));
            }
        }
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.Torch;
using TorchSharp;

namespace Ddas.Nas.Agents.Ddpg.Networks;

/// <summary>Fills networks with orthogonal weights (Saxe et al. 2014) and zero biases.</summary>
internal static class OrthogonalInitializer
{
    /// <summary>Scale of the output layers where first outputs are to be small.</summary>
    public const double SmallOutput = 1e-3;

    /// <summary>Overwrites all weights.</summary>
    /// <param name="parameters">The network's.</param>
    /// <param name="initialization">Whether the output layer is scaled.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="firstIndex">Index of the first layer's stream; a layer takes one.</param>
    public static void Fill(NetworkParameters parameters, NetworkInitialization initialization, long seed, int firstIndex)
    {
        using var zero = 0f.ToScalar();
        parameters.Flat.fill_(zero); // not zero_, which makes another tensor object
        for (int i = 0; i < parameters.Layers.Count; i++)
        {
            bool small = initialization == NetworkInitialization.OrthogonalSmallOutput && i == parameters.Layers.Count - 1;
            var weight = parameters.Layers[i].Weight;
            var random = new RandomStream(seed, RandomPurpose.Initialization, firstIndex + i);
            var values = RandomTensors.Orthogonal(ref random, (int)weight.shape[0], (int)weight.shape[1], small ? SmallOutput : 1, weight.device);
            RandomTensors.Assign(weight, values);
        }
    }
}

using Ddas.Nas.Supernet;
using static TorchSharp.torch;

namespace Ddas.Nas.Onnx;

/// <summary>The weights and statistics of a network, by the names of DARTS, row-major on the host.</summary>
internal sealed class NetworkWeights(StandAloneNetwork network)
{
    public (float[] Values, long[] Shape) this[string name]
    {
        get
        {
            using var scope = NewDisposeScope();
            var tensor = network.NamedTensors[name];
            return (tensor.detach().cpu().contiguous().data<float>().ToArray(), tensor.shape);
        }
    }
}

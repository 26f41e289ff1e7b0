using Ddas.Nas.Records.Safetensors;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet;

/// <summary>Refuses weights that are not finite.</summary>
internal static class FiniteWeights
{
    /// <exception cref="SafetensorsException">A tensor holds NaN or infinity; the message names it.</exception>
    public static void Require(IReadOnlyDictionary<string, Tensor> tensors)
    {
        foreach (var (name, tensor) in tensors)
        {
            using var scope = NewDisposeScope();
            if (tensor.is_floating_point() && !tensor.isfinite().all().item<bool>())
                throw new SafetensorsException($"tensor '{name}' holds numbers that are not finite, so nothing can be computed with these weights");
        }
    }
}

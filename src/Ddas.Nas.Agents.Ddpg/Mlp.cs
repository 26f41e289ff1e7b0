using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg;

/// <summary>Fully connected networks.</summary>
internal static class Mlp
{
    /// <summary>Linear layers with ReLU between them; all weights are zero.</summary>
    /// <param name="device">Where it computes.</param>
    /// <param name="sizes">Numbers that go in, then those that come out of each layer.</param>
    /// <returns>[batch, first size] to [batch, last size].</returns>
    public static Sequential Create(Device device, params ReadOnlySpan<int> sizes)
    {
        var modules = new List<nn.Module<Tensor, Tensor>>();
        for (int i = 1; i < sizes.Length; i++)
        {
            if (i > 1) modules.Add(nn.ReLU(inplace: true));
            modules.Add(nn.Linear(Zeros(device, sizes[i], sizes[i - 1]), Zeros(device, sizes[i]))); // this constructor draws no numbers
        }

        return nn.Sequential(modules);
    }

    private static Parameter Zeros(Device device, params long[] shape)
    {
        var parameter = new Parameter(zeros(shape, device: device));
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}

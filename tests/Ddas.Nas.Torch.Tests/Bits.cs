using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Tests;

/// <summary>Makes and compares tensors bit by bit.</summary>
internal static class Bits
{
    /// <summary>All values, row-major, as raw bytes.</summary>
    public static byte[] Of(Tensor tensor)
    {
        using var packed = tensor.detach().contiguous();
        return packed.bytes.ToArray();
    }

    /// <summary>A float tensor from N(0, 1).</summary>
    public static Tensor Gaussian(long seed, params long[] shape)
    {
        var random = new RandomStream(seed, "test", 0);
        return RandomTensors.Gaussian(ref random, 0, 1, CPU, shape);
    }
}

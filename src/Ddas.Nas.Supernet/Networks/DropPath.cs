using Ddas.Nas.SearchSpace;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Networks;

/// <summary>
/// Drops paths in one training pass (Larsson et al. 2017), as DARTS does: for each sample an operation's output is zero with
/// some probability, else divided by the probability that it stays. Draws come in the order (operation, sample).
/// </summary>
internal sealed class DropPath : IDisposable
{
    private readonly Tensor factors; // [operations, B, 1, 1, 1]
    private int used;

    /// <summary>Draws for a pass.</summary>
    /// <param name="probability">Of being dropped; from 0 to below 1.</param>
    /// <param name="operations">Most operations that the pass applies.</param>
    /// <param name="images">Number of samples.</param>
    /// <param name="random">The stream of this batch.</param>
    /// <param name="device">Where the network is.</param>
    public DropPath(double probability, int operations, int images, RandomStream random, Device device)
    {
        float stays = (float)(1 / (1 - probability));
        float[] values = new float[operations * images];
        for (int i = 0; i < values.Length; i++) values[i] = random.NextDouble() < probability ? 0 : stays;
        factors = tensor(values, [operations, images, 1, 1, 1], float32, device).DetachFromDisposeScope();
    }

    /// <summary>Applies the next operation's draw.</summary>
    /// <param name="output">[B, C, H, W]; disposed here.</param>
    public Tensor Apply(Tensor output)
    {
        using (output)
        using (var factor = factors.select(0, used++)) // [B, 1, 1, 1]
            return output.mul(factor); // [B, C, H, W]
    }

    public void Dispose() => factors.Dispose();
}

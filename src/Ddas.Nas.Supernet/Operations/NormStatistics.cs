using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>The running statistics of some BatchNorms. Disposing gives their momentum back.</summary>
internal sealed class NormStatistics(IReadOnlyList<NormHandle> norms) : IDisposable
{
    private readonly List<(Tensor Target, Tensor Saved)> saved = [];

    /// <summary>Makes the next batch, from 1, enter with the weight that makes the statistics the mean over all batches; the first replaces them.</summary>
    public void Average(int batch)
    {
        foreach (var norm in norms)
        {
            if (batch == 1)
            {
                using var none = zeros_like(norm.Batches);
                norm.Batches.copy_(none);
            }

            norm.SetMomentum(1.0 / batch);
        }
    }

    /// <summary>Copies the statistics.</summary>
    public void Save()
    {
        foreach (var norm in norms)
            foreach (var tensor in new[] { norm.Mean, norm.Variance, norm.Batches })
                saved.Add((tensor, tensor.clone().DetachFromDisposeScope()));
    }

    /// <summary>Puts the copies back.</summary>
    public void Restore()
    {
        foreach (var (target, copy) in saved) target.copy_(copy);
    }

    public void Dispose()
    {
        foreach (var norm in norms) norm.SetMomentum(norm.Momentum);
        foreach (var (_, copy) in saved) copy.Dispose();
    }
}

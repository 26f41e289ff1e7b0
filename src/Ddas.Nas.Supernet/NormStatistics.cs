using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet;

/// <summary>The running statistics of some BatchNorms. Disposing gives their momentum back.</summary>
internal sealed class NormStatistics : IDisposable
{
    private readonly List<(NormBase Norm, double? Momentum)> norms;
    private readonly List<(Tensor Target, Tensor Saved)> saved = [];

    public NormStatistics(IReadOnlyList<NormBase> norms) => this.norms = [.. norms.Where(static n => n.track_running_stats).Select(static n => (n, n.momentum))];

    /// <summary>Forgets the statistics.</summary>
    public void Reset()
    {
        foreach (var (norm, _) in norms) norm.reset_running_stats();
    }

    /// <summary>Makes the next batch, from 1, enter with the weight that makes the statistics the mean over all batches.</summary>
    public void Average(int batch)
    {
        foreach (var (norm, _) in norms) norm.momentum = 1.0 / batch;
    }

    /// <summary>Copies the statistics.</summary>
    public void Save()
    {
        foreach (var (norm, _) in norms)
            foreach (var tensor in new[] { norm.running_mean!, norm.running_var!, norm.num_batches_tracked! })
                saved.Add((tensor, tensor.clone().DetachFromDisposeScope()));
    }

    /// <summary>Puts the copies back.</summary>
    public void Restore()
    {
        foreach (var (target, copy) in saved) target.copy_(copy);
    }

    public void Dispose()
    {
        foreach (var (norm, momentum) in norms) norm.momentum = momentum;
        foreach (var (_, copy) in saved) copy.Dispose();
    }
}

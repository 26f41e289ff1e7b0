using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>The running statistics of a BatchNorm, the library's or one of TorchSharp's in an operation of the caller's.</summary>
/// <param name="Mean">[C].</param>
/// <param name="Variance">[C].</param>
/// <param name="Batches">Number of batches, [].</param>
/// <param name="Momentum">Share of a batch now.</param>
/// <param name="SetMomentum">Changes that share.</param>
internal sealed record NormHandle(Tensor Mean, Tensor Variance, Tensor Batches, double? Momentum, Action<double?> SetMomentum)
{
    /// <summary>The handle of a module; null where it is no BatchNorm with running statistics.</summary>
    public static NormHandle? Of(nn.Module module) => module switch
    {
        BatchNorm own => new(own.RunningMean, own.RunningVariance, own.BatchesTracked, own.Momentum, value => own.Momentum = value!.Value),
        NormBase { track_running_stats: true } other =>
            new(other.running_mean!, other.running_var!, other.num_batches_tracked!, other.momentum, value => other.momentum = value),
        _ => null,
    };
}

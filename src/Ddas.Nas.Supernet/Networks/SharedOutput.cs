using Ddas.Nas.Supernet.Operations;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Networks;

/// <summary>
/// What a module without weights gives for a state, for all edges that have it. In training it includes the BatchNorm
/// behind the module: on equal input its output is equal on every edge, while the running statistics belong to each edge.
/// </summary>
internal sealed class SharedOutput : IDisposable
{
    private readonly Tensor? batchMean;
    private readonly Tensor? batchVariance;
    private readonly bool owned;

    public SharedOutput(EdgeOperation operation, Tensor state, bool training)
    {
        Value = operation.Module.call(state);
        owned = !ReferenceEquals(Value, state);
        if (operation.Norm is not { } norm || !training) return;

        long channels = state.shape[1];
        batchMean = zeros(channels, state.dtype, state.device);
        batchVariance = zeros(channels, state.dtype, state.device);
        var input = Value;
        Value = nn.functional.batch_norm(input, batchMean, batchVariance, null, null, training: true, momentum: 1, eps: norm.eps);
        if (owned) input.Dispose();
        owned = true;
    }

    public Tensor Value { get; }

    /// <summary>Enters the batch's statistics into the running statistics of one edge's BatchNorm.</summary>
    public void UpdateStatistics(EdgeOperation operation)
    {
        if (operation.Norm is not { momentum: { } momentum } norm || batchMean is null) return;
        norm.running_mean!.mul_(1 - momentum).add_(batchMean, momentum);
        norm.running_var!.mul_(1 - momentum).add_(batchVariance!, momentum);
        norm.num_batches_tracked!.add_(1);
    }

    public void Dispose()
    {
        batchMean?.Dispose();
        batchVariance?.Dispose();
        if (owned) Value.Dispose();
    }
}

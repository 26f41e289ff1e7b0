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
        if (operation.Norm is null || !training) return;

        long channels = state.shape[1];
        batchMean = zeros(channels, state.dtype, state.device);
        batchVariance = zeros(channels, state.dtype, state.device);
        var input = Value;
        Value = nn.functional.batch_norm(input, batchMean, batchVariance, null, null, training: true, momentum: 1, eps: BatchNorm.Epsilon);
        if (owned) input.Dispose();
        owned = true;
    }

    public Tensor Value { get; }

    /// <summary>Enters the batch's statistics into the running statistics of one edge's BatchNorm.</summary>
    public void UpdateStatistics(EdgeOperation operation)
    {
        if (batchMean is not null) operation.Norm!.Track(batchMean, batchVariance!);
    }

    public void Dispose()
    {
        batchMean?.Dispose();
        batchVariance?.Dispose();
        if (owned) Value.Dispose();
    }
}

using System.Runtime.InteropServices;
using Ddas.Nas.Agents.Replay;
using Ddas.Nas.SearchSpace;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg;

/// <summary>A minibatch in memory that is allocated once; on the CPU, whatever the networks' device.</summary>
internal sealed class ReplayBatch(int size, int alpha) : IDisposable
{
    /// <summary>[batch, alpha].</summary>
    public Tensor States { get; } = zeros(size, alpha).DetachFromDisposeScope();

    /// <summary>[batch, alpha].</summary>
    public Tensor Actions { get; } = zeros(size, alpha).DetachFromDisposeScope();

    /// <summary>[batch, 1].</summary>
    public Tensor Rewards { get; } = zeros(size, 1).DetachFromDisposeScope();

    /// <summary>[batch, alpha].</summary>
    public Tensor NextStates { get; } = zeros(size, alpha).DetachFromDisposeScope();

    /// <summary>Overwrites it with a draw from the buffer.</summary>
    public void Draw(ReplayBuffer buffer, RandomStream random) =>
        buffer.Sample(ref random, Values(States), Values(Actions), Values(Rewards), Values(NextStates));

    public void Dispose()
    {
        States.Dispose();
        Actions.Dispose();
        Rewards.Dispose();
        NextStates.Dispose();
    }

    private static Span<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}

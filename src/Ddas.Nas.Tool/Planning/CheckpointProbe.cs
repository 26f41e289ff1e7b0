using System.Security.Cryptography;
using Ddas.Nas.Agents;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Tool.Search;

namespace Ddas.Nas.Tool.Planning;

/// <summary>Measures what a checkpoint takes, without writing one.</summary>
/// <param name="environment">The environment.</param>
/// <param name="agent">The agent.</param>
internal sealed class CheckpointProbe(IEnvironment environment, ISearchAgent agent)
{
    private const long EntryBytes = 72; // of a tensor in the header of its file, beside its name
    private readonly long before = (agent as IResumable) is { } resumable ? Bytes(resumable.Capture) : 0;

    /// <summary>Measures; null where agent or environment have no checkpoints.</summary>
    /// <param name="step">The step at which the search stands.</param>
    /// <param name="observed">Steps that the agent has observed since this object was made.</param>
    public CheckpointCost? Measure(int step, int observed)
    {
        if (environment is not IResumable first || agent is not IResumable second) return null;
        _ = Bytes(first.Capture); // compiles
        var state = new CheckpointState();
        double capture = Timing.Of(() =>
        {
            first.Capture(state.Section("environment"));
            second.Capture(state.Section("agent"));
        });
        double hash = Timing.Of(() => Hash(state));
        // The optimizer remembers as much as the weights it has moved, at most all of them.
        long momentum = Math.Max(0, Size(Evaluator(state).Section("weights")) - Size(Evaluator(state).Section("optimizer")));
        long size = Size(state);
        double growth = Math.Max(0, Size(state.Section("agent")) - before) / (double)Math.Max(1, observed);
        return new CheckpointCost(Math.Max(0, (long)(size + momentum - ((step + observed) * growth))), growth, capture / Math.Max(1, size), hash / Math.Max(1, size));
    }

    private static CheckpointState Evaluator(CheckpointState state) => state.Section("environment").Section("evaluator");

    private static long Bytes(Action<CheckpointState> capture)
    {
        var state = new CheckpointState();
        capture(state);
        return Size(state);
    }

    private static long Size(CheckpointState state) => state.Tensors.Sum(static tensor => tensor.Bytes.Length + tensor.Name.Length + EntryBytes);

    private static void Hash(CheckpointState state)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var tensor in state.Tensors) hash.AppendData(tensor.Bytes.Span);
        hash.GetCurrentHash();
    }
}

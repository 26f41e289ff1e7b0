using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ddas.Nas.Agents;

/// <summary>
/// The checkpoints of a search: what its loop, its agent and its environment remember. Make it with the two in the state
/// after construction, take <see cref="Restore"/> as the loop's beginning, and give it to the loop, which writes. An agent
/// or environment that is not <see cref="IResumable"/> can be searched with, but not checkpointed; a warning says so. Not
/// thread-safe.
/// </summary>
public sealed class SearchCheckpoints
{
    /// <summary>The section of a checkpoint that the environment wrote.</summary>
    public const string EnvironmentSection = SearchMemory.Environment;

    private readonly CheckpointFolder folder;
    private readonly SearchSpaceDefinition space;
    private readonly SearchMemory? memory;
    private readonly ILogger logger;

    /// <summary>Names the parts; nothing is read or written yet.</summary>
    /// <param name="folder">Where, how often, and under which conditions.</param>
    /// <param name="environment">The search's environment.</param>
    /// <param name="agent">The search's agent.</param>
    /// <param name="logger">Warnings, and each checkpoint; null for none.</param>
    public SearchCheckpoints(CheckpointFolder folder, IEnvironment environment, ISearchAgent agent, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(agent);
        (this.folder, this.logger, space) = (folder, logger ?? NullLogger.Instance, environment.Space);
        memory = SearchMemory.Of(environment, agent);
        if (memory is null) this.logger.NoCheckpoints((environment is IResumable ? (object)agent : environment).GetType().Name);
    }

    /// <summary>How the conditions differ from those of the checkpoint that <see cref="Restore"/> took; empty where they do not.</summary>
    public IReadOnlyList<string> AcceptedChanges { get; private set; } = [];

    /// <summary>Brings agent and environment to the state of the last whole checkpoint.</summary>
    /// <param name="acceptChanges">Whether the search may go on under other conditions.</param>
    /// <returns>Where the loop goes on; null where there is no checkpoint, and then nothing was changed.</returns>
    /// <exception cref="CheckpointException">No checkpoint can be used, or conditions differ and that is not accepted.</exception>
    public SearchLoopState? Restore(bool acceptChanges = false)
    {
        if (memory is null || folder.Read(acceptChanges, logger.CheckpointWarning) is not { } checkpoint) return null;
        memory.Restore(checkpoint.State);
        AcceptedChanges = checkpoint.AcceptedChanges;
        var loop = checkpoint.State.Section("loop");
        var memo = loop.Get("search", AgentsJson.Compact.SearchLoopMemo);
        if (memo.NextStep < 0 || memo.RolledBack.Length > memo.NextStep) throw new CheckpointException($"The checkpoint's next step is {memo.NextStep} with {memo.RolledBack.Length} steps rolled back, which cannot be.");
        var state = ArchitectureWeights.FromValues(space, loop.Get<float>("state", space.ActionLength).ToArray());
        return new SearchLoopState(memo.NextStep, state, TimeSpan.FromTicks(memo.ElapsedTicks), memo.Best) { RolledBack = memo.RolledBack };
    }

    /// <summary>Whether a checkpoint is to be written now.</summary>
    internal bool IsDue(SearchLoopState state) => memory is not null && folder.IsDue(state.NextStep);

    /// <summary>Writes a checkpoint, where agent and environment allow it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    internal void Write(SearchLoopState state)
    {
        if (memory is null) return;
        folder.Write(state.NextStep, into =>
        {
            memory.Capture(into);
            var loop = into.Section("loop");
            loop.Add<float>("state", state.State.Values, space.ActionLength);
            var memo = new SearchLoopMemo { NextStep = state.NextStep, ElapsedTicks = state.Elapsed.Ticks, Best = state.Best, RolledBack = [.. state.RolledBack] };
            loop.Set("search", memo, AgentsJson.Compact.SearchLoopMemo);
        });
        logger.CheckpointWritten(state.NextStep, folder.Path);
    }
}

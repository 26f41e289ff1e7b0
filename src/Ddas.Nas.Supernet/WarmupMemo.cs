using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Supernet;

/// <summary>What a checkpoint says of a <see cref="WarmupTraining"/> beside its tensors.</summary>
/// <param name="Position">The batch that comes next.</param>
/// <param name="History">The epochs that are complete.</param>
/// <param name="Best">The best one-shot score so far; null before the first.</param>
internal sealed record WarmupMemo(BatchPosition Position, SupernetManifest.EpochEntry[] History, SupernetManifest.ScoreEntry? Best = null)
{
    public static WarmupMemo Of(BatchPosition position, IEnumerable<WarmupEpoch> history, ArchitectureScore? best) =>
        new(position, [.. history.Select(SupernetManifest.EpochEntry.Of)], SupernetManifest.ScoreEntry.Of(best));

    public IEnumerable<WarmupEpoch> Epochs() => History.Select(static epoch => epoch.ToEpoch());
}

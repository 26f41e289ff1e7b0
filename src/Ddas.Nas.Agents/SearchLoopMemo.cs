using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents;

/// <summary>What a checkpoint says of a <see cref="SearchLoopState"/> beside the state's alpha.</summary>
internal sealed record SearchLoopMemo
{
    public required int NextStep { get; init; }

    public required long ElapsedTicks { get; init; }

    public StepRecord? Best { get; init; }

    public required int[] RolledBack { get; init; }
}

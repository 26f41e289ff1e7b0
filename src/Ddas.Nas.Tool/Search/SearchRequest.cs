using Ddas.Nas.Agents;
using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.Supernet;
using Ddas.Nas.Tool.Common;

namespace Ddas.Nas.Tool.Search;

/// <summary>What <c>ddas search</c> was asked for.</summary>
internal sealed record SearchRequest
{
    public required AgentRequest Agent { get; init; }

    public required SourceRequest Source { get; init; }

    public required Runtime Runtime { get; init; }

    public required RunOptions Run { get; init; }

    /// <summary>A search for each, with the command that repeats it.</summary>
    public required IReadOnlyList<(long Seed, string Folder, string Command)> Runs { get; init; }

    public required TimeSpan? TimeLimit { get; init; }

    public required NonFinitePolicy NonFinite { get; init; }

    public required bool TensorBoard { get; init; }

    /// <summary>The library's options of the search with a command.</summary>
    public SearchOptions Options(string command, IReadOnlyDictionary<string, string> notes) => new()
    {
        Steps = Agent.Schedule.Steps, TimeLimit = TimeLimit, NonFinite = NonFinite, Command = command, Notes = notes, Run = Run,
    };
}

/// <summary>What architectures are measured on, and how.</summary>
internal sealed record SourceRequest
{
    public required string? Supernet { get; init; }

    public required string? Data { get; init; }

    public required string? Table { get; init; }

    public required string Space { get; init; }

    public required (string? Accuracy, string? Test, string? Loss, string? Cost) Columns { get; init; }

    public required int Batches { get; init; }

    public required int? Valid { get; init; }

    public required string Reward { get; init; }

    public required NonePolicy None { get; init; }

    public required string BatchNorm { get; init; }

    public required EvaluationPrecision Precision { get; init; }

    public required long? MaxFlops { get; init; }
}

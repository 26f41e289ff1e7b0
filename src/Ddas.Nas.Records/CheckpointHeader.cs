using System.Text.Json;

namespace Ddas.Nas.Records;

/// <summary><c>state.json</c> of a checkpoint: everything that is no tensor.</summary>
internal sealed record CheckpointHeader
{
    /// <summary>The version of this layout that the library writes, and the only one it reads.</summary>
    public const int CurrentSchemaVersion = 2;

    public required int SchemaVersion { get; init; }

    public required long Step { get; init; }

    public required Dictionary<string, string> Conditions { get; init; }

    public required Dictionary<string, JsonElement> Values { get; init; }
}

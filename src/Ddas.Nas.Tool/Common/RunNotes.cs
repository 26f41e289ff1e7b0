using Ddas.Nas.Records;

namespace Ddas.Nas.Tool.Common;

/// <summary>Where the supernet or the table of a run lies, as its manifest says; version 0.1 wrote it among the options.</summary>
internal sealed record RunNotes(string? Supernet, string? Table)
{
    public static RunNotes Of(RunManifest manifest) => new(Find(manifest, "supernet"), Find(manifest, "table"));

    private static string? Find(RunManifest manifest, string name) =>
        (manifest.Notes?.GetValueOrDefault(name) ?? manifest.Options.GetValueOrDefault(name)) is { Length: > 0 } text ? text : null;
}

using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ddas.Nas.Tool.Commands;

/// <summary>Where a command writes: its answer to <paramref name="Output"/>, everything else to <paramref name="Error"/>.</summary>
internal sealed record CommandContext(TextWriter Output, TextWriter Error)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Writes the answer as one JSON document.</summary>
    public void WriteJson<T>(T answer) => Output.WriteLine(JsonSerializer.Serialize(answer, Indented));
}

using System.Text.Json;
using Ddas.Nas.Tool.Common;

namespace Ddas.Nas.Tool.Commands;

/// <summary>Where a command writes: its answer to <paramref name="Output"/>, everything else to <paramref name="Error"/>.</summary>
internal sealed record CommandContext(TextWriter Output, TextWriter Error)
{
    /// <summary>Writes the answer as one JSON document.</summary>
    public void WriteJson<T>(T answer) => Output.WriteLine(JsonSerializer.Serialize(answer, JsonText.Indented));
}

using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ddas.Nas.Tool.Common;

/// <summary>How the application writes JSON that people read too.</summary>
internal static class JsonText
{
    public static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
}

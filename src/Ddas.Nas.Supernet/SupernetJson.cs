using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ddas.Nas.Supernet;

/// <summary>How manifests are written as JSON; generated code, so that nothing is reflected upon.</summary>
[JsonSerializable(typeof(SupernetManifest))]
internal sealed partial class SupernetJson : JsonSerializerContext
{
    public static SupernetJson Indented { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = false,
        WriteIndented = true,
    });
}

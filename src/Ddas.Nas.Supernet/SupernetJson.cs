using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ddas.Nas.Supernet;

/// <summary>How manifests and the values of checkpoints are written as JSON; generated code, so that nothing is reflected upon.</summary>
[JsonSerializable(typeof(SupernetManifest))]
[JsonSerializable(typeof(WarmupMemo))]
internal sealed partial class SupernetJson : JsonSerializerContext
{
    /// <summary>Indented, for manifests.</summary>
    public static SupernetJson Indented { get; } = new(Settings(indented: true));

    /// <summary>For checkpoints.</summary>
    public static SupernetJson Compact { get; } = new(Settings(indented: false));

    private static JsonSerializerOptions Settings(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = false,
        WriteIndented = indented,
    };
}

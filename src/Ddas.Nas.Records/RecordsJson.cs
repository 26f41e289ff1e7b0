using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records;

/// <summary>How records are written as JSON; generated code, so that nothing is reflected upon.</summary>
[JsonSerializable(typeof(StepRecord))]
[JsonSerializable(typeof(RunManifest))]
[JsonSerializable(typeof(TrainedCellManifest))]
[JsonSerializable(typeof(CheckpointHeader))]
internal sealed partial class RecordsJson : JsonSerializerContext
{
    /// <summary>One line, for step logs.</summary>
    public static RecordsJson Compact { get; } = new(Settings(indented: false));

    /// <summary>Indented, for manifests.</summary>
    public static RecordsJson Indented { get; } = new(Settings(indented: true));

    // The relaxed encoder leaves the quotes of genotypes readable; nothing here is embedded in HTML.
    private static JsonSerializerOptions Settings(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
        WriteIndented = indented,
        Converters = { new StepRecordConverter() },
        RespectNullableAnnotations = true,
    };
}

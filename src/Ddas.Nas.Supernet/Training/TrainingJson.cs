using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ddas.Nas.Supernet.Training;

/// <summary>How the values of a training's checkpoint are written as JSON; generated code, so that nothing is reflected upon.</summary>
[JsonSerializable(typeof(CellTrainingMemo))]
internal sealed partial class TrainingJson : JsonSerializerContext
{
    public static TrainingJson Compact { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true,
    });
}

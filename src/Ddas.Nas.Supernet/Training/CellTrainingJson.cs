using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ddas.Nas.Supernet.Training;

/// <summary>How the values of a training's checkpoints are written as JSON; generated code, so that nothing is reflected upon.</summary>
[JsonSerializable(typeof(CellTrainingMemo))]
internal sealed partial class CellTrainingJson : JsonSerializerContext
{
    public static CellTrainingJson Compact { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = false,
    });
}

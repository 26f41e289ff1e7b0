using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ddas.Nas.Agents;

/// <summary>How the values of checkpoints are written as JSON; generated code, so that nothing is reflected upon.</summary>
[JsonSerializable(typeof(SearchLoopMemo))]
[JsonSerializable(typeof(Benchmarks.EnvironmentMemo))]
[JsonSerializable(typeof(Exploration.StagnationMemo))]
[JsonSerializable(typeof(int))]
internal sealed partial class AgentsJson : JsonSerializerContext
{
    public static AgentsJson Compact { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        IgnoreReadOnlyProperties = true,
    });
}

using System.Text.Json.Serialization;

namespace Ddas.Nas.Agents;

/// <summary>JSON of the values that a search's checkpoint holds.</summary>
[JsonSerializable(typeof(long))]
internal sealed partial class SearchJson : JsonSerializerContext;

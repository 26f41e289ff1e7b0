using System.Text.Json.Serialization;

namespace Ddas.Nas.TestSupport;

/// <summary>Writes values to checkpoints.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(int))]
public sealed partial class Texts : JsonSerializerContext;

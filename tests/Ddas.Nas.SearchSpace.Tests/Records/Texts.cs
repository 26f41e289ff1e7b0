using System.Text.Json.Serialization;

namespace Ddas.Nas.SearchSpace.Tests.Records;

[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(int))]
internal sealed partial class Texts : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records;

/// <summary>
/// A step as a line of <c>steps.jsonl</c>: the fields that every step has, and its figures as fields of their own, in an order
/// that does not change. Fields of later versions that are no numbers are passed over.
/// </summary>
internal sealed class StepRecordConverter : JsonConverter<StepRecord>
{
    private const string Burst = "burst";

    private static readonly string[] BeforeSeconds = [Figures.Flops, Figures.Parameters, Figures.TestAccuracy];
    private static readonly string[] AfterSeconds = ["criticLoss", "actorLoss", "meanQ", "spread", "saturation", "noneCount", "ties", Burst];

    public override StepRecord Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException($"a step record was expected, but a JSON {reader.TokenType} was found");
        string? phase = null, genotype = null;
        var numbers = new Dictionary<string, double>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (name == "phase") phase = Text(ref reader, name);
            else if (name == "genotype") genotype = Text(ref reader, name);
            else if (Number(ref reader, name) is { } number && !numbers.TryAdd(name, number)) throw new JsonException($"'{name}' stands twice");
        }

        string[] missing = [.. StepRecord.FieldNames.Where(name => name switch { "phase" => phase is null, "genotype" => genotype is null, _ => !numbers.ContainsKey(name) })];
        if (missing.Length > 0) throw new JsonException($"the step lacks {string.Join(", ", missing)}");
        double step = numbers["step"];
        if (step != Math.Truncate(step) || step is < int.MinValue or > int.MaxValue) throw new JsonException($"'step' is {step}, but must be a whole number");
        return new StepRecord
        {
            Step = (int)step, Phase = phase!, Genotype = genotype!, Accuracy = numbers["accuracy"], Loss = numbers["loss"], Reward = numbers["reward"], Seconds = numbers["seconds"],
            Figures = Figures.Of(numbers.Where(static number => !StepRecord.FieldNames.Contains(number.Key))),
        };
    }

    public override void Write(Utf8JsonWriter writer, StepRecord value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("step", value.Step);
        writer.WriteString("phase", value.Phase);
        writer.WriteString("genotype", value.Genotype);
        writer.WriteNumber("accuracy", value.Accuracy);
        writer.WriteNumber("loss", value.Loss);
        writer.WriteNumber("reward", value.Reward);
        Write(writer, value.Figures, BeforeSeconds);
        writer.WriteNumber("seconds", value.Seconds);
        Write(writer, value.Figures, AfterSeconds);
        Write(writer, value.Figures, value.Figures.Keys.Except(BeforeSeconds).Except(AfterSeconds));
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Figures figures, IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            if (!figures.TryGetValue(name, out double value)) continue;
            if (name == Burst) writer.WriteBoolean(name, value != 0);
            else writer.WriteNumber(name, value);
        }
    }

    private static string Text(ref Utf8JsonReader reader, string name) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException($"'{name}' is no text");

    private static double? Number(ref Utf8JsonReader reader, string name)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.GetDouble();
            case JsonTokenType.True or JsonTokenType.False:
                return reader.TokenType == JsonTokenType.True ? 1 : 0;
            case JsonTokenType.Null:
                return null;
            default:
                if (StepRecord.FieldNames.Contains(name) || BeforeSeconds.Contains(name) || AfterSeconds.Contains(name)) throw new JsonException($"'{name}' is no number");
                reader.Skip();
                return null;
        }
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ddas.Nas.Pareto;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.Agents.Predictors;

/// <summary>A predictor as JSON: its options, its records and what its last fit learned. Costs are kept by name only.</summary>
internal static class PredictorFile
{
    private const int Version = 1;

    public static void Write(ArchitecturePredictor predictor, Stream stream)
    {
        var (options, memo) = (predictor.Options, predictor.Memo);
        var content = new PredictorContent(
            Version, predictor.Space.Name, [.. options.Costs.Select(static cost => cost.Name)],
            new PredictorSettings(options.Direction, options.Kernel, options.Drift), memo,
            [.. predictor.Records.Select(static record => new PredictorLine(ArchitectureText.Format(record.Architecture), record.Value, record.Step))]);
        JsonSerializer.Serialize(stream, content, PredictorJson.Readable.PredictorContent);
    }

    public static ArchitecturePredictor Read(Stream stream, SearchSpaceDefinition space, IReadOnlyList<IArchitectureCost> costs)
    {
        try
        {
            var content = JsonSerializer.Deserialize(stream, PredictorJson.Readable.PredictorContent) ?? throw new InvalidDataException("The file holds no predictor.");
            Check(content, space, costs);
            var (direction, kernel, drift) = content.Options;
            var predictor = new ArchitecturePredictor(space, new PredictorOptions { Costs = costs, Direction = direction, Kernel = kernel, Drift = drift });
            foreach (var (architecture, value, step) in content.Records) predictor.Add(ArchitectureText.Parse(space, architecture), value, step);
            predictor.Resume(content.Fit);
            return predictor;
        }
        catch (Exception e) when (e is JsonException or GenotypeFormatException or ArgumentException)
        {
            throw new InvalidDataException($"The file holds no predictor: {e.Message}", e);
        }
    }

    private static void Check(PredictorContent content, SearchSpaceDefinition space, IReadOnlyList<IArchitectureCost> costs)
    {
        if (content.Version != Version) throw new InvalidDataException($"The predictor has version {content.Version}, but this library reads {Version}.");
        if (content.Space != space.Name) throw new InvalidDataException($"The predictor belongs to space '{content.Space}', not '{space.Name}'.");
        if (!content.Costs.SequenceEqual(costs.Select(static cost => cost.Name)))
            throw new InvalidDataException($"The predictor was made with the costs ({string.Join(", ", content.Costs)}), not with ({string.Join(", ", costs.Select(static cost => cost.Name))}).");
    }
}

internal sealed record PredictorContent(int Version, string Space, string[] Costs, PredictorSettings Options, PredictorMemo Fit, PredictorLine[] Records);

internal sealed record PredictorSettings(Direction Direction, KernelChoice Kernel, bool Drift);

internal sealed record PredictorLine(string Architecture, double Value, int Step);

/// <summary>How a predictor is written as JSON; generated code, so that nothing is reflected upon.</summary>
[JsonSerializable(typeof(PredictorContent))]
internal sealed partial class PredictorJson : JsonSerializerContext
{
    public static PredictorJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<Direction>(JsonNamingPolicy.CamelCase), new JsonStringEnumConverter<KernelChoice>(JsonNamingPolicy.CamelCase) },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
    });
}

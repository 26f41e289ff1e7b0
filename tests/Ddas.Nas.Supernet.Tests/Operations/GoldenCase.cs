using System.Text.Json;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Tests.Operations;

/// <summary>A case of Resources/operations.json.</summary>
public sealed record GoldenCase(
    string Op,
    int Stride,
    bool Affine,
    int InChannels,
    int OutChannels,
    GoldenParameter[] Params,
    long[] OutShape,
    float[] TrainOutputFirst48,
    double TrainOutputSum,
    double TrainOutputAbsSum,
    float[] InputGradFirst48,
    double InputGradAbsSum,
    GoldenGradient[] ParamGrads,
    float[] EvalOutputAfterOneTrainForwardFirst48,
    double EvalOutputAbsSum)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = new SnakeCase() };

    public static IReadOnlyList<GoldenCase> All { get; } = Read();

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, All.Count)];

    public override string ToString() => $"{Op} stride {Stride} affine {Affine}";

    /// <summary>float32(scale * sin(0.37 * (i + 1) + 0.9 * k)), row-major, computed in float64.</summary>
    public static Tensor Fill(long[] shape, int k, double scale)
    {
        var values = new float[shape.Aggregate(1L, static (a, b) => a * b)];
        for (int i = 0; i < values.Length; i++) values[i] = (float)(scale * Math.Sin((0.37 * (i + 1)) + (0.9 * k)));
        return tensor(values, shape);
    }

    private static List<GoldenCase> Read()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Resources", "operations.json"));
        using var document = JsonDocument.Parse(file);
        return document.RootElement.GetProperty("cases").Deserialize<List<GoldenCase>>(Json)!;
    }

    /// <summary>"TrainOutputFirst48" to "train_output_first48": the framework's own policy would write "first_48".</summary>
    private sealed class SnakeCase : JsonNamingPolicy
    {
        public override string ConvertName(string name) =>
            string.Concat(name.Select(static (c, i) => char.IsUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : $"{c}"));
    }
}

public sealed record GoldenParameter(int Index, string Name, long[] Shape);

public sealed record GoldenGradient(string Name, double GradSum, double GradAbsSum);

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ddas.Nas.Records;
using Ddas.Nas.Supernet;

namespace Ddas.Nas.Onnx;

/// <summary>What a model's metadata say, so that the file alone is enough to prepare an image and to name its class.</summary>
internal static class ModelFacts
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<KeyValuePair<string, string>> Of(StandAloneNetwork network, TrainedCellManifest? manifest)
    {
        yield return new("genotype", network.Genotype.ToString());
        yield return new("image_size", Number(network.Skeleton.ImageSize));
        yield return new("image_channels", Number(network.Skeleton.ImageChannels));
        if (manifest is null) yield break;
        yield return new("mean", string.Join(",", manifest.Mean.Select(Number)));
        yield return new("deviation", string.Join(",", manifest.Deviation.Select(Number)));
        if (manifest.ClassNames is { } names) yield return new("class_names", JsonSerializer.Serialize(names, Readable));
    }

    private static string Number<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}

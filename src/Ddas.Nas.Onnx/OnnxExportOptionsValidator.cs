using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Onnx;

internal static class OnnxExportOptionsValidator
{
    public static void Validate(OnnxExportOptions options, int imageChannels)
    {
        var errors = new OptionErrors(nameof(OnnxExportOptions));
        errors.Above(nameof(options.Tolerance), options.Tolerance, 0);
        errors.AtLeast(nameof(options.Images), options.Images, 1);
        errors.Check(
            options.Preprocessing is not { } normalization || normalization.Mean.Count == imageChannels,
            $"Preprocessing has {options.Preprocessing?.Mean.Count} channels, but the network's images have {imageChannels}.");
        errors.ThrowIfAny();
    }
}

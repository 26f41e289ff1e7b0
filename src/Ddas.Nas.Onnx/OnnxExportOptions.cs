using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Onnx;

/// <summary>How <see cref="OnnxExporter"/> writes a network.</summary>
public sealed class OnnxExportOptions
{
    /// <summary>Whether each BatchNorm is folded into the convolution before it: the same function, fewer nodes. Default true.</summary>
    public bool FoldBatchNorm { get; set; } = true;

    /// <summary>
    /// Mean and deviation that the graph normalizes with: its input is then bytes [N, H, W, C]. Null (default): its input is
    /// normalized floats [N, C, H, W], as the network's own.
    /// </summary>
    public Normalization? Preprocessing { get; set; }

    /// <summary>
    /// Largest difference of a logit in ONNX Runtime from the network's own, relative to the largest logit where that is above
    /// 1; above 0. Default 1e-4.
    /// </summary>
    public double Tolerance { get; set; } = 1e-4;

    /// <summary>Random images that are compared, at least 1. Default 16.</summary>
    public int Images { get; set; } = 16;

    /// <summary>Seed of these images. Default 0.</summary>
    public long Seed { get; set; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate() => Validate(Preprocessing?.Mean.Count ?? 0);

    internal void Validate(int imageChannels)
    {
        var errors = new OptionErrors(nameof(OnnxExportOptions));
        errors.Above(nameof(Tolerance), Tolerance, 0);
        errors.AtLeast(nameof(Images), Images, 1);
        errors.Check(
            Preprocessing is not { } normalization || normalization.Mean.Count == imageChannels,
            $"Preprocessing has {Preprocessing?.Mean.Count} channels, but the network's images have {imageChannels}.");
        errors.ThrowIfAny();
    }
}

namespace Ddas.Nas.Onnx;

/// <summary>What an export gave.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="MaxDifference">Largest difference of a logit in ONNX Runtime from the network's own, over the images compared.</param>
public sealed record OnnxExport(string Path, long Bytes, double MaxDifference);

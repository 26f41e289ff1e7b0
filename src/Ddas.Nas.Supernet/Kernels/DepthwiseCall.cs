namespace Ddas.Nas.Supernet.Kernels;

/// <summary>What the backward pass must know besides tensors.</summary>
internal sealed record DepthwiseCall(DepthwiseShape Shape, bool Relu, bool NeedsInputGradient);

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>What <see cref="BlockFunction"/> must know besides tensors of the graph.</summary>
internal sealed record BlockCall(BlockShape Shape, BlockNorm Norm, bool NeedsInputGradient);

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>Where a block's gradients go; laid out as the arguments, and null where one is not wanted.</summary>
internal unsafe struct BlockGradients
{
    public nint[]? Pieces;
    public float* Depthwise;
    public float* Pointwise;
    public float* Weight;
    public float* Bias;
}

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>Memory of a block's arguments: images in NHWC order, weights as torch lays them out.</summary>
internal unsafe struct BlockTensors
{
    /// <summary>The pieces of the input.</summary>
    public nint[] Pieces;

    /// <summary>[channels in, kernel * kernel], or null without depthwise convolution.</summary>
    public float* Depthwise;

    /// <summary>[channels out, channels in].</summary>
    public float* Pointwise;

    /// <summary>[channels out], or null for 1.</summary>
    public float* Weight;

    /// <summary>[channels out], or null for 0.</summary>
    public float* Bias;
}

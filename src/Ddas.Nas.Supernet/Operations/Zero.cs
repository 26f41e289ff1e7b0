using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>What a node gives that nothing reaches: zeros, never a product with zero, which would carry a NaN on and make a gradient.</summary>
internal static class Zero
{
    /// <summary>Zeros [B, C, H / stride, W / stride] in channels-last strides, for a state [B, C, H, W] that an edge would leave.</summary>
    public static Tensor After(Tensor state, int stride)
    {
        long[] s = state.shape;
        using var channelsLast = zeros([s[0], (s[2] + stride - 1) / stride, (s[3] + stride - 1) / stride, s[1]], state.dtype, state.device);
        return channelsLast.permute(0, 3, 1, 2); // [B, C, H / stride, W / stride]
    }
}

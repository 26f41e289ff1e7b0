using System.ComponentModel;
using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Internal;

/// <summary>
/// Channels-last memory: a tensor of shape [N, C, H, W] whose channels lie next to each other. libtorch's convolutions
/// and pools follow the strides of their input and are faster on these.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ChannelsLast
{
    /// <summary>Gives <paramref name="tensor"/> channels-last strides; values, shape and gradients stay as they are.</summary>
    /// <param name="tensor">Shape [N, C, H, W].</param>
    /// <returns>A new tensor object, which shares the memory of <paramref name="tensor"/> where that is channels-last already.</returns>
    /// <exception cref="ArgumentException"><paramref name="tensor"/> has not four dimensions.</exception>
    public static Tensor Apply(Tensor tensor)
    {
        using var rows = ToRows(tensor); // [N, H, W, C]
        using var packed = rows.contiguous(); // [N, H, W, C]
        return packed.permute(0, 3, 1, 2); // [N, C, H, W]
    }

    /// <summary>Whether <paramref name="tensor"/> of shape [N, C, H, W] has channels-last strides.</summary>
    /// <exception cref="ArgumentException"><paramref name="tensor"/> has not four dimensions.</exception>
    public static bool IsApplied(Tensor tensor)
    {
        using var rows = ToRows(tensor); // [N, H, W, C]
        return rows.is_contiguous();
    }

    private static Tensor ToRows(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.dim() != 4) throw new ArgumentException($"Channels-last needs a tensor of 4 dimensions, not {tensor.dim()}.", nameof(tensor));
        return tensor.permute(0, 2, 3, 1);
    }
}

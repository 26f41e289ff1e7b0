namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>
/// A depthwise convolution with a square, odd kernel and padding (kernel - 1) * dilation / 2, so that the output has
/// ceil(size / stride) rows and columns. All sizes are positive.
/// </summary>
internal readonly record struct DepthwiseShape(int Images, int Channels, int Height, int Width, int Kernel, int Stride, int Dilation)
{
    public int Padding => (Kernel - 1) * Dilation / 2;

    public int Taps => Kernel * Kernel;

    public int OutHeight => (Height - 1) / Stride + 1;

    public int OutWidth => (Width - 1) / Stride + 1;

    public int PaddedHeight => Height + 2 * Padding;

    public int PaddedWidth => Width + 2 * Padding;

    /// <summary>Zero rows before (and columns left of) the output's gradient, so that no tap of the input's gradient falls outside.</summary>
    public int GradientPadding => (Padding + Stride - 1) / Stride;

    /// <summary>Rows of the padded gradient.</summary>
    public int GradientHeight => GradientPadding + (Height - 1 + Padding) / Stride + 1;

    /// <summary>Columns of the padded gradient.</summary>
    public int GradientWidth => GradientPadding + (Width - 1 + Padding) / Stride + 1;

    /// <summary>Floats of one input image.</summary>
    public long InputImage => (long)Height * Width * Channels;

    /// <summary>Floats of one output image.</summary>
    public long OutputImage => (long)OutHeight * OutWidth * Channels;
}

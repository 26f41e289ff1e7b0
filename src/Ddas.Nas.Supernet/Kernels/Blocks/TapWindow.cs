namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>Where one correlation of a block of channels reads and writes; distances are in floats.</summary>
internal readonly unsafe struct TapWindow
{
    /// <summary>First tap of the first target pixel, in a padded plane.</summary>
    public float* Source { get; init; }

    /// <summary>From one target row to the next.</summary>
    public int SourceRow { get; init; }

    public int TapRows { get; init; }

    public int TapColumns { get; init; }

    /// <summary>From one row of taps to the next.</summary>
    public int TapRow { get; init; }

    /// <summary>From one tap to the next in a row.</summary>
    public int TapColumn { get; init; }

    /// <summary>One block of channels per tap, in order.</summary>
    public float* Weights { get; init; }

    public float* Target { get; init; }

    public int TargetRow { get; init; }

    public int TargetColumn { get; init; }

    /// <summary>Target rows.</summary>
    public int Rows { get; init; }

    /// <summary>Target columns.</summary>
    public int Columns { get; init; }

    /// <summary>ReLU's input, laid out as the target, whose positive places alone receive a value; null for no ReLU.</summary>
    public float* Gate { get; init; }
}

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>Rows of the output's gradient and the padded input pixels under their first tap; distances are in floats.</summary>
internal readonly unsafe struct GradientStrip
{
    public float* Source { get; init; }

    public int SourceRow { get; init; }

    public float* Gradient { get; init; }

    public int GradientRow { get; init; }

    public int Rows { get; init; }

    public int Columns { get; init; }
}

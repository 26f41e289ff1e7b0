namespace Ddas.Nas.Supernet;

/// <summary>The numbers in which architectures are measured on D_V.</summary>
public enum EvaluationPrecision
{
    /// <summary>32 bits.</summary>
    Float32,

    /// <summary>
    /// Images, convolutions and sums of nodes in bfloat16 (8 bits of precision), BatchNorm's statistics in float32. Faster on
    /// a GPU; on a CPU much slower than <see cref="Float32"/>, which has kernels of this library. See docs/performance.md for
    /// what it does to the accuracy.
    /// </summary>
    BFloat16,
}

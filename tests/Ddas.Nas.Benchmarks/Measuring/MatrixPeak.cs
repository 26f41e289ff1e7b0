using static TorchSharp.torch;

namespace Ddas.Nas.Benchmarks.Measuring;

/// <summary>What this machine's matrix products reach: the yardstick for GFLOP/s.</summary>
internal static class MatrixPeak
{
    private const int Side = 2048;

    /// <summary>GFLOP/s of a float32 product of two large square matrices with torch's threads.</summary>
    public static double Gflops()
    {
        using Tensor a = ones(Side, Side), b = ones(Side, Side);
        double seconds = Interleaved.Measure(7, () => a.mm(b).Dispose())[0];
        return 2.0 * Side * Side * Side / seconds / 1e9;
    }
}

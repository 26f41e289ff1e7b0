namespace Ddas.Nas.Benchmarks.Throughput;

/// <summary>One piece of work, done by the library and by both baselines in turn.</summary>
/// <param name="LibrarySeconds">Median.</param>
/// <param name="ChannelsLastSeconds">Median of the baseline in channels-last strides.</param>
/// <param name="NchwSeconds">Median of the baseline in TorchSharp's own strides.</param>
/// <param name="GigaMacs">Multiply-adds of the work in 1e9: of a training step three times those of the forward pass.</param>
/// <param name="MatrixPeakGflops">What this machine's matrix products reach.</param>
internal sealed record Race(double LibrarySeconds, double ChannelsLastSeconds, double NchwSeconds, double GigaMacs, double MatrixPeakGflops)
{
    public double RatioToChannelsLast => ChannelsLastSeconds / LibrarySeconds;

    public double RatioToNchw => NchwSeconds / LibrarySeconds;

    public double Gflops => 2 * GigaMacs / LibrarySeconds;

    public double ShareOfMatrixPeak => Gflops / MatrixPeakGflops;
}

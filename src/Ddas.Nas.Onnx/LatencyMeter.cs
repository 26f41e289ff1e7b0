using System.Diagnostics;
using Ddas.Nas.Supernet;

namespace Ddas.Nas.Onnx;

/// <summary>
/// Measures how long networks take in ONNX Runtime on this machine's CPU. Weights do not matter, so that an architecture can
/// be measured before it is trained. Runs that are disturbed by other work show in the spread.
/// </summary>
public static class LatencyMeter
{
    /// <summary>Measures a network, BatchNorm folded.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">Batch, threads, runs; null for the defaults.</param>
    /// <exception cref="SearchSpace.OptionsException">Options are out of range; the message says all of them.</exception>
    /// <exception cref="ArgumentException">An operation has no ONNX form here.</exception>
    /// <exception cref="OnnxExportException">ONNX Runtime does not run the network.</exception>
    public static Latency Measure(StandAloneNetwork network, LatencyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        options ??= new LatencyOptions();
        options.Validate();
        var (side, channels) = (network.Skeleton.ImageSize, network.Skeleton.ImageChannels);
        float[] images = new float[options.BatchSize * channels * side * side];
        long[] shape = [options.BatchSize, channels, side, side];
        using var session = OnnxSession.Open(NetworkGraph.Build(network, fold: true, preprocessing: null), options.Threads);
        return PinnedThread.Run(() =>
        {
            for (int i = 0; i < options.WarmupRuns; i++) session.Run(images, shape);
            double[] times = new double[options.Runs];
            for (int i = 0; i < times.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                session.Run(images, shape);
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }

            return Latency.Of(times);
        });
    }
}

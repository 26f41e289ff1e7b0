namespace Ddas.Nas.Onnx;

/// <summary>How <see cref="LatencyMeter"/> measures.</summary>
public sealed class LatencyOptions
{
    /// <summary>Images in a batch, at least 1. Default 1.</summary>
    public int BatchSize { get; set; } = 1;

    /// <summary>Threads that compute, at least 1. Default 1.</summary>
    public int Threads { get; set; } = 1;

    /// <summary>Runs before the measured ones, from 0. Default 20.</summary>
    public int WarmupRuns { get; set; } = 20;

    /// <summary>Measured runs, at least 3. Default 100.</summary>
    public int Runs { get; set; } = 100;
}

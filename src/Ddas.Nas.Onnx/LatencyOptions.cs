using Ddas.Nas.SearchSpace;

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

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(LatencyOptions));
        errors.AtLeast(nameof(BatchSize), BatchSize, 1);
        errors.AtLeast(nameof(Threads), Threads, 1);
        errors.AtLeast(nameof(WarmupRuns), WarmupRuns, 0);
        errors.AtLeast(nameof(Runs), Runs, 3);
        errors.ThrowIfAny();
    }
}

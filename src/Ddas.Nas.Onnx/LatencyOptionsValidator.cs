using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Onnx;

internal static class LatencyOptionsValidator
{
    public static void Validate(LatencyOptions options)
    {
        var errors = new OptionErrors(nameof(LatencyOptions));
        errors.AtLeast(nameof(options.BatchSize), options.BatchSize, 1);
        errors.AtLeast(nameof(options.Threads), options.Threads, 1);
        errors.AtLeast(nameof(options.WarmupRuns), options.WarmupRuns, 0);
        errors.AtLeast(nameof(options.Runs), options.Runs, 3);
        errors.ThrowIfAny();
    }
}

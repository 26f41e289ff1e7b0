using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Supernet;

internal static class RescoringOptionsValidator
{
    public static void Validate(RescoringOptions options, int validImages)
    {
        var errors = new OptionErrors(nameof(RescoringOptions));
        errors.AtLeast(nameof(options.RecalibrationBatches), options.RecalibrationBatches, 1);
        errors.AtLeast(nameof(options.BatchSize), options.BatchSize, 2);
        errors.AtLeast(nameof(options.EvaluationBatchSize), options.EvaluationBatchSize, 1);
        if (options.ValidImages is { } images) errors.InRange(nameof(options.ValidImages), images, 1, validImages);
        errors.ThrowIfAny();
    }
}

using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Supernet;

internal static class SupernetEnvironmentOptionsValidator
{
    public static void Validate(SupernetEnvironmentOptions options, int validImages)
    {
        var errors = new OptionErrors(nameof(SupernetEnvironmentOptions));
        errors.AtLeast(nameof(options.Batches), options.Batches, 0);
        errors.AtLeast(nameof(options.BatchSize), options.BatchSize, 2);
        errors.AtLeast(nameof(options.LearningRate), options.LearningRate, 0);
        errors.InRange(nameof(options.Momentum), options.Momentum, 0, 1);
        errors.AtLeast(nameof(options.WeightDecay), options.WeightDecay, 0);
        errors.Above(nameof(options.MaxGradientNorm), options.MaxGradientNorm, 0);
        errors.AtLeast(nameof(options.EvaluationBatchSize), options.EvaluationBatchSize, 1);
        errors.Defined(nameof(options.EvaluationPrecision), options.EvaluationPrecision);
        if (options.ValidImages is { } subset) errors.InRange(nameof(options.ValidImages), subset, 1, validImages);
        errors.ThrowIfAny();
    }
}

using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Supernet;

internal static class WarmupOptionsValidator
{
    public static void Validate(WarmupOptions options)
    {
        var errors = new OptionErrors(nameof(WarmupOptions));
        errors.InRange(nameof(options.Channels), options.Channels, 2, 4096);
        errors.Check(options.Channels % 2 == 0, $"Channels is {options.Channels}, but must be even.");
        errors.InRange(nameof(options.Cells), options.Cells, 1, 1000);
        errors.AtLeast(nameof(options.Epochs), options.Epochs, 1);
        errors.AtLeast(nameof(options.BatchSize), options.BatchSize, 2);
        errors.Above(nameof(options.LearningRate), options.LearningRate, 0);
        errors.InRange(nameof(options.FinalLearningRate), options.FinalLearningRate, 0, options.LearningRate);
        errors.InRange(nameof(options.Momentum), options.Momentum, 0, 1);
        errors.AtLeast(nameof(options.WeightDecay), options.WeightDecay, 0);
        errors.Above(nameof(options.MaxGradientNorm), options.MaxGradientNorm, 0);
        errors.AtLeast(nameof(options.EvaluateEvery), options.EvaluateEvery, 1);
        errors.AtLeast(nameof(options.EvaluationBatchSize), options.EvaluationBatchSize, 1);
        errors.Defined(nameof(options.StartWeights), options.StartWeights);
        errors.ThrowIfAny();
    }
}

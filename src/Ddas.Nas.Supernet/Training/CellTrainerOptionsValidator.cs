using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Supernet.Training;

internal static class CellTrainerOptionsValidator
{
    public static void Validate(CellTrainerOptions options)
    {
        var errors = new OptionErrors(nameof(CellTrainerOptions));
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
        errors.Check(options.DropPath is >= 0 and < 1, FormattableString.Invariant($"DropPath is {options.DropPath}, but must be from 0 to below 1."));
        errors.AtLeast(nameof(options.AuxiliaryWeight), options.AuxiliaryWeight, 0);
        errors.AtLeast(nameof(options.EvaluateEvery), options.EvaluateEvery, 1);
        errors.AtLeast(nameof(options.EvaluationBatchSize), options.EvaluationBatchSize, 1);
        errors.ThrowIfAny();
    }
}

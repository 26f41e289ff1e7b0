using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Supernet;

/// <summary>How <see cref="Rescoring"/> measures architectures again.</summary>
public sealed class RescoringOptions
{
    /// <summary>Batches of D_T that BatchNorm statistics are taken anew from, for each architecture; at least 1. Default 25, as many as a step of the search trains on.</summary>
    public int RecalibrationBatches { get; set; } = 25;

    /// <summary>Images in a batch of D_T, at least 2. Default 64.</summary>
    public int BatchSize { get; set; } = 64;

    /// <summary>Images in a batch of D_V, at least 1. Default 128.</summary>
    public int EvaluationBatchSize { get; set; } = 128;

    /// <summary>Images of a fixed subset of D_V, at least 1; null (default) for all.</summary>
    public int? ValidImages { get; set; }

    /// <summary>Seed of the order and augmentation of images, and of the subset. Default 2.</summary>
    public long Seed { get; set; } = 2;

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate() => Validate(int.MaxValue);

    internal void Validate(int validImages)
    {
        var errors = new OptionErrors(nameof(RescoringOptions));
        errors.AtLeast(nameof(RecalibrationBatches), RecalibrationBatches, 1);
        errors.AtLeast(nameof(BatchSize), BatchSize, 2);
        errors.AtLeast(nameof(EvaluationBatchSize), EvaluationBatchSize, 1);
        if (ValidImages is { } images) errors.InRange(nameof(ValidImages), images, 1, validImages);
        errors.ThrowIfAny();
    }
}

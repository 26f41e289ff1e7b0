using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Kernels;

namespace Ddas.Nas.Supernet;

/// <summary>How <see cref="SupernetEvaluator"/> measures an architecture (Algorithm 2). The defaults are the paper's.</summary>
public sealed class SupernetEvaluatorOptions
{
    /// <summary>Training batches of a measurement, M; at least 0. Default 25.</summary>
    public int Batches { get; set; } = 25;

    /// <summary>Images in a training batch, at least 2 (BatchNorm needs two). Default 64.</summary>
    public int BatchSize { get; set; } = 64;

    /// <summary>Step size of SGD, constant; from 0. Default 1e-3.</summary>
    public double LearningRate { get; set; } = 1e-3;

    /// <summary>Momentum of SGD; from 0 to 1. Default 0.9.</summary>
    public double Momentum { get; set; } = 0.9;

    /// <summary>Weight decay of SGD; from 0. Default 3e-4.</summary>
    public double WeightDecay { get; set; } = 3e-4;

    /// <summary>Largest norm of all gradients together; above 0. Default 5.</summary>
    public double MaxGradientNorm { get; set; } = 5;

    /// <summary>Which statistics BatchNorm uses on D_V. Default: the running ones.</summary>
    public BatchNormPolicy BatchNorm { get; set; } = BatchNormPolicy.Running;

    /// <summary>Images in a batch of D_V, at least 1. It changes no result but by rounding, unless batch statistics are used. Default 128.</summary>
    public int EvaluationBatchSize { get; set; } = 128;

    /// <summary>The numbers in which architectures are measured on D_V. Default float32.</summary>
    public EvaluationPrecision EvaluationPrecision { get; set; }

    /// <summary>Number of images of a fixed subset of D_V; at least 1; null (default) for all of D_V.</summary>
    public int? ValidImages { get; set; }

    /// <summary>Whether D_V is augmented like D_T, as the code of DARTS does by accident. Default false.</summary>
    public bool AugmentValid { get; set; }

    /// <summary>What the network computes with: this library's kernels where they are faster, or torch's operators alone. Default: its kernels.</summary>
    public KernelChoice Kernels { get; set; } = KernelChoice.Auto;

    /// <summary>Seed of the order and augmentation of images and of the subset. Default 2, the paper's for searches.</summary>
    public long Seed { get; set; } = 2;

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate() => Validate(int.MaxValue);

    internal void Validate(int validImages)
    {
        var errors = new OptionErrors(nameof(SupernetEvaluatorOptions));
        errors.AtLeast(nameof(Batches), Batches, 0);
        errors.AtLeast(nameof(BatchSize), BatchSize, 2);
        errors.AtLeast(nameof(LearningRate), LearningRate, 0);
        errors.InRange(nameof(Momentum), Momentum, 0, 1);
        errors.AtLeast(nameof(WeightDecay), WeightDecay, 0);
        errors.Above(nameof(MaxGradientNorm), MaxGradientNorm, 0);
        errors.AtLeast(nameof(EvaluationBatchSize), EvaluationBatchSize, 1);
        errors.Defined(nameof(EvaluationPrecision), EvaluationPrecision);
        errors.Defined(nameof(Kernels), Kernels);
        if (ValidImages is { } subset) errors.InRange(nameof(ValidImages), subset, 1, validImages);
        errors.ThrowIfAny();
    }
}

using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Kernels;
using Ddas.Nas.Supernet.Operations;

namespace Ddas.Nas.Supernet.Training;

/// <summary>How <see cref="CellTrainer"/> makes and trains the network of a found cell (Section V-C). The defaults are the paper's.</summary>
public sealed class CellTrainerOptions
{
    /// <summary>Channels of the first cells; even, 2 to 4,096. Default 36.</summary>
    public int Channels { get; set; } = 36;

    /// <summary>Number of cells, 1 to 1,000. Default 20 (Table 1, and CIFAR-100 in Table 2; its CIFAR-10 networks have 10).</summary>
    public int Cells { get; set; } = 20;

    /// <summary>Passes over the training images, at least 1. Default 600.</summary>
    public int Epochs { get; set; } = 600;

    /// <summary>Images in a batch, at least 2 (BatchNorm needs two). Default 96.</summary>
    public int BatchSize { get; set; } = 96;

    /// <summary>Step size of SGD in the first epoch; above 0. Default 0.025.</summary>
    public double LearningRate { get; set; } = 0.025;

    /// <summary>Step size that the cosine falls to; from 0 to <see cref="LearningRate"/>. Default 0.</summary>
    public double FinalLearningRate { get; set; }

    /// <summary>Momentum of SGD; from 0 to 1. Default 0.9.</summary>
    public double Momentum { get; set; } = 0.9;

    /// <summary>Weight decay of SGD; from 0. Default 3e-4.</summary>
    public double WeightDecay { get; set; } = 3e-4;

    /// <summary>Largest norm of all gradients together; above 0. Default 5.</summary>
    public double MaxGradientNorm { get; set; } = 5;

    /// <summary>
    /// Probability that an operation's output is dropped for a sample, which rises evenly from 0 in the first epoch; from 0 to
    /// below 1; identities are never dropped. Default 0.2.
    /// </summary>
    public double DropPath { get; set; } = 0.2;

    /// <summary>
    /// Factor of the auxiliary head's loss; from 0. 0 trains without that head; else images have a side of at least 16, so
    /// that a map is left for it behind two thirds of the cells. Default 0.4.
    /// </summary>
    public double AuxiliaryWeight { get; set; } = 0.4;

    /// <summary>Epochs from one measurement on the test images to the next, at least 1; the last epoch is always measured, and counts. Default 25.</summary>
    public int EvaluateEvery { get; set; } = 25;

    /// <summary>Images in a batch of test images, at least 1. Default 128.</summary>
    public int EvaluationBatchSize { get; set; } = 128;

    /// <summary>The space; default <see cref="SearchSpaceDefinition.Darts"/>.</summary>
    public SearchSpaceDefinition Space { get; set; } = SearchSpaceDefinition.Darts;

    /// <summary>What the operations compute and cost; default <see cref="OperationTable.Darts"/>.</summary>
    public OperationTable Operations { get; set; } = OperationTable.Darts;

    /// <summary>Name of a published cell, for the manifest; default null, for a found one.</summary>
    public string? Name { get; set; }

    /// <summary>The step of a search that found the cell, for the manifest; default null, where none did.</summary>
    public TrainedCellSource? Source { get; set; }

    /// <summary>How to deal with the folder. Default: the defaults of its class.</summary>
    public RunOptions Run { get; set; } = new();

    /// <summary>What the network computes with: this library's kernels where they are faster, or torch's operators alone. Default: its kernels.</summary>
    public KernelChoice Kernels { get; set; } = KernelChoice.Auto;

    /// <summary>Seed of initial weights, of the order and augmentation of images, and of dropped paths. Default 0.</summary>
    public long Seed { get; set; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(CellTrainerOptions));
        errors.InRange(nameof(Channels), Channels, 2, 4096);
        errors.Check(Channels % 2 == 0, $"Channels is {Channels}, but must be even.");
        errors.InRange(nameof(Cells), Cells, 1, 1000);
        errors.AtLeast(nameof(Epochs), Epochs, 1);
        errors.AtLeast(nameof(BatchSize), BatchSize, 2);
        errors.Above(nameof(LearningRate), LearningRate, 0);
        errors.InRange(nameof(FinalLearningRate), FinalLearningRate, 0, LearningRate);
        errors.InRange(nameof(Momentum), Momentum, 0, 1);
        errors.AtLeast(nameof(WeightDecay), WeightDecay, 0);
        errors.Above(nameof(MaxGradientNorm), MaxGradientNorm, 0);
        errors.Check(DropPath is >= 0 and < 1, FormattableString.Invariant($"DropPath is {DropPath}, but must be from 0 to below 1."));
        errors.AtLeast(nameof(AuxiliaryWeight), AuxiliaryWeight, 0);
        errors.AtLeast(nameof(EvaluateEvery), EvaluateEvery, 1);
        errors.AtLeast(nameof(EvaluationBatchSize), EvaluationBatchSize, 1);
        errors.Defined(nameof(Kernels), Kernels);
        errors.Check(Space is not null && Operations is not null && Run is not null, "Space, Operations or Run is null.");
        errors.ThrowIfAny();
        Run!.Validate();
    }
}

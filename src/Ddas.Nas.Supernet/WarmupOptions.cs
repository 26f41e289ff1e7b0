using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Kernels;
using Ddas.Nas.Supernet.Operations;

namespace Ddas.Nas.Supernet;

/// <summary>How <see cref="SupernetWarmup"/> makes and trains a supernet (Section V-A). The defaults are the paper's.</summary>
public sealed class WarmupOptions
{
    /// <summary>Channels of the first cells; even, 2 to 4,096. Default 16.</summary>
    public int Channels { get; set; } = 16;

    /// <summary>Number of cells, 1 to 1,000; those at a third and two thirds are reductions. Default 6.</summary>
    public int Cells { get; set; } = 6;

    /// <summary>Passes over D_T, at least 1. Default 75.</summary>
    public int Epochs { get; set; } = 75;

    /// <summary>Images in a batch, at least 2 (BatchNorm needs two). Default 64.</summary>
    public int BatchSize { get; set; } = 64;

    /// <summary>Step size of SGD in the first epoch; above 0. Default 0.025.</summary>
    public double LearningRate { get; set; } = 0.025;

    /// <summary>Step size that the cosine falls to; from 0 to <see cref="LearningRate"/>. Default 0.001.</summary>
    public double FinalLearningRate { get; set; } = 0.001;

    /// <summary>Momentum of SGD; from 0 to 1. Default 0.9.</summary>
    public double Momentum { get; set; } = 0.9;

    /// <summary>Weight decay of SGD; from 0. Default 3e-4.</summary>
    public double WeightDecay { get; set; } = 3e-4;

    /// <summary>Largest norm of all gradients together; above 0. Default 5.</summary>
    public double MaxGradientNorm { get; set; } = 5;

    /// <summary>Epochs from one measurement of the one-shot accuracy on D_V to the next, at least 1; the last epoch is always measured. Default 5.</summary>
    public int EvaluateEvery { get; set; } = 5;

    /// <summary>Images in a batch of D_V, at least 1. Default 128.</summary>
    public int EvaluationBatchSize { get; set; } = 128;

    /// <summary>Which weights searches start from. Default: the last epoch's.</summary>
    public StartWeights StartWeights { get; set; } = StartWeights.Last;

    /// <summary>The space; default <see cref="SearchSpaceDefinition.Darts"/>.</summary>
    public SearchSpaceDefinition Space { get; set; } = SearchSpaceDefinition.Darts;

    /// <summary>What the operations compute and cost; default <see cref="OperationTable.Darts"/>.</summary>
    public OperationTable Operations { get; set; } = OperationTable.Darts;

    /// <summary>How to deal with the folder. Default: the defaults of its class.</summary>
    public RunOptions Run { get; set; } = new();

    /// <summary>What the network computes with: this library's kernels where they are faster, or torch's operators alone. Default: its kernels.</summary>
    public KernelChoice Kernels { get; set; } = KernelChoice.Auto;

    /// <summary>Seed of initial weights and of the order and augmentation of images. Default 2.</summary>
    public long Seed { get; set; } = 2;

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(WarmupOptions));
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
        errors.AtLeast(nameof(EvaluateEvery), EvaluateEvery, 1);
        errors.AtLeast(nameof(EvaluationBatchSize), EvaluationBatchSize, 1);
        errors.Defined(nameof(StartWeights), StartWeights);
        errors.Defined(nameof(Kernels), Kernels);
        errors.Check(Space is not null && Operations is not null && Run is not null, "Space, Operations or Run is null.");
        errors.ThrowIfAny();
        Run!.Validate();
    }

    internal void Describe(RunDescription into)
    {
        into.Set("space", Space.Name);
        into.Set("operations", string.Join(",", Space.Operations.Select(static operation => operation.Name)));
        into.SetSeed(Seed);
        into.Set("channels", Channels);
        into.Set("cells", Cells);
        into.Set("epochs", Epochs);
        into.Set("batchSize", BatchSize);
        into.Set("learningRate", LearningRate);
        into.Set("finalLearningRate", FinalLearningRate);
        into.Set("momentum", Momentum);
        into.Set("weightDecay", WeightDecay);
        into.Set("maxGradientNorm", MaxGradientNorm);
        into.Set("evaluateEvery", EvaluateEvery);
        into.Set("evaluationBatchSize", EvaluationBatchSize);
        into.Set("startWeights", StartWeights);
        into.Set("kernels", Kernels);
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.Supernet.Training;
using Ddas.Nas.Torch;

namespace Ddas.Nas.Supernet.Tests.Training;

public sealed class CellTrainerTests : IDisposable
{
    private readonly CellTrainingData data = ToyCells.Data();

    [Fact]
    public void The_defaults_are_the_papers()
    {
        new CellTrainerOptions().Should().BeEquivalentTo(new
        {
            Channels = 36, Cells = 20, Epochs = 600, BatchSize = 96, LearningRate = 0.025, FinalLearningRate = 0.0, Momentum = 0.9, WeightDecay = 3e-4,
            MaxGradientNorm = 5.0, DropPath = 0.2, AuxiliaryWeight = 0.4, Seed = 0L,
        });
        new CellTrainingDataOptions().Augmentation.Should().BeEquivalentTo(new { Padding = 4, Flip = true, Cutout = 16 });
    }

    [Fact]
    public void It_learns_and_records_every_epoch()
    {
        using var cell = new CellTrainer(ToyCells.Options(epochs: 9)).Run(ToyCells.Genotype, data);

        var history = cell.Manifest.History;
        history.Select(e => e.Epoch).Should().Equal(Enumerable.Range(0, 9));
        history.Where(e => e.TestAccuracy is not null).Select(e => e.Epoch).Should().Equal(1, 3, 5, 7, 8);
        history[0].LearningRate.Should().Be(0.025);
        history[^1].LearningRate.Should().BeApproximately(0.025 * (1 + Math.Cos(Math.PI * 8 / 9)) / 2, 1e-12, "the cosine falls to 0");
        history[^1].TrainLoss.Should().BeLessThan(history[0].TrainLoss * 0.8);
        cell.Manifest.TestAccuracy.Should().Be(history[^1].TestAccuracy).And.BeGreaterThan(0.6, "by chance it would be 0.25");
        cell.Manifest.End.Should().NotBeNull();
    }

    [Fact]
    public void The_manifest_holds_the_exact_count_of_the_modules()
    {
        using var wide = ToyCells.Data(side: 16);
        var options = ToyCells.Options(epochs: 1);
        options.AuxiliaryWeight = 0.4;
        using var cell = new CellTrainer(options).Run(ToyCells.Genotype, wide);

        var cost = new DartsNetworkCost(cell.Network.Skeleton).Of(ToyCells.Genotype.ToArchitecture(SearchSpaceDefinition.Darts));
        cell.Network.Parameters.Sum(p => p.numel()).Should().Be(cell.Manifest.ParametersWithAuxiliary);
        cell.Manifest.Should().Match<TrainedCellManifest>(m => m.Parameters == cost.Parameters && m.FlopsPaper == cost.FlopsPaper && m.AuxiliaryHead);
        cell.Manifest.Network.Should().Be(new NetworkSkeleton { Channels = 4, Cells = 3, Classes = 4, ImageSize = 16, ImageChannels = 1 });
        cell.Manifest.Options.Should().Contain([new("dropPath", "0.2"), new("cutout", "2"), new("auxiliaryWeight", "0.4"), new("learningRate", "0.025")]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_differs()
    {
        using var first = new CellTrainer(ToyCells.Options()).Run(ToyCells.Genotype, data);
        using var again = new CellTrainer(ToyCells.Options()).Run(ToyCells.Genotype, data);
        using var other = new CellTrainer(ToyCells.Options(seed: 1)).Run(ToyCells.Genotype, data);

        foreach (var (name, tensor) in first.Network.NamedTensors) Toy.Values(again.Network.NamedTensors[name]).Should().Equal(Toy.Values(tensor), name);
        other.Manifest.History[0].TrainLoss.Should().NotBe(first.Manifest.History[0].TrainLoss);
    }

    [Theory]
    [InlineData("drop-path")]
    [InlineData("auxiliary head")]
    [InlineData("cutout")]
    public void Each_regularizer_changes_what_is_learned(string regularizer)
    {
        using var wide = ToyCells.Data(side: 16);
        using var plain = new CellTrainingData(Toy.DataSet(64, side: 16), Toy.DataSet(32, side: 16), new CellTrainingDataOptions { Augmentation = { Padding = 1, Cutout = 0 } });
        using var cut = new CellTrainingData(Toy.DataSet(64, side: 16), Toy.DataSet(32, side: 16), new CellTrainingDataOptions { Augmentation = { Padding = 1, Cutout = 8 } });
        CellTrainerOptions without = ToyCells.Options(), with = ToyCells.Options();
        without.DropPath = 0;
        with.DropPath = regularizer == "drop-path" ? 0.5 : 0;
        with.AuxiliaryWeight = regularizer == "auxiliary head" ? 0.4 : 0;

        using var first = new CellTrainer(without).Run(ToyCells.Genotype, plain);
        using var second = new CellTrainer(with).Run(ToyCells.Genotype, regularizer == "cutout" ? cut : plain);

        Toy.Values(second.Network.NamedTensors["classifier.weight"]).Should().NotEqual(Toy.Values(first.Network.NamedTensors["classifier.weight"]));
    }

    [Fact]
    public void None_and_cells_without_a_live_path_can_be_trained()
    {
        string none = string.Join(", ", Enumerable.Repeat("('none', 0), ('none', 1)", 4));
        var dead = Genotype.Parse($"Genotype(normal=[{none}], normal_concat=[2, 3, 4, 5], reduce=[{none}], reduce_concat=[2, 3, 4, 5])");
        using var fig9 = new CellTrainer(ToyCells.Options()).Run(PublishedCells.Find("DDAS_4S_CIFAR100_fig9").Genotype, data);
        using var cell = new CellTrainer(ToyCells.Options()).Run(dead, data);

        fig9.Manifest.TestLoss.Should().NotBeNull();
        cell.Manifest.TestLoss.Should().NotBeNull();
    }

    [Fact]
    public void Progress_is_told_after_every_batch_and_epoch()
    {
        var told = new CollectingProgress<CellTrainingProgress>();
        using var cell = new CellTrainer(ToyCells.Options()).Run(ToyCells.Genotype, data, told);

        told.Values.Select(p => (p.Epoch, p.Batch, p.Completed is not null)).Should().Equal(
            (0, 1, false), (0, 2, false), (0, 3, false), (0, 4, true), (1, 1, false), (1, 2, false), (1, 3, false), (1, 4, true));
        told.Values[^1].Completed.Should().Be(cell.Manifest.History[^1]);
    }

    [Fact]
    public void Memory_is_flat_and_an_abandoned_training_leaves_nothing()
    {
        long before = LiveTensors.Count;
        var counts = new List<long>();
        using var source = new CancellationTokenSource();
        var progress = new CollectingProgress<CellTrainingProgress>(p =>
        {
            counts.Add(LiveTensors.Count);
            if (p is { Epoch: 2, Batch: 2 }) source.Cancel();
        });

        FluentActions.Invoking(() => new CellTrainer(ToyCells.Options(epochs: 4)).Run(ToyCells.Genotype, data, progress, cancel: source.Token)).Should().Throw<OperationCanceledException>();

        counts.Should().HaveCount(10);
        counts.Distinct().Should().ContainSingle("every batch and every epoch ends with as many tensors as the first");
        LiveTensors.Count.Should().Be(before);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(10)]
    public void A_training_that_goes_on_from_a_checkpoint_ends_as_one_that_was_never_cut_off(int cutAfter)
    {
        using var folder = new TemporaryFolder();
        var trainer = new CellTrainer(ToyCells.Options(epochs: 4));
        using var whole = trainer.Run(ToyCells.Genotype, data);
        using var stop = new CancellationTokenSource();
        int told = 0;
        var progress = new CollectingProgress<CellTrainingProgress>(_ =>
        {
            if (++told == cutAfter) stop.Cancel();
        });
        FluentActions.Invoking(() => trainer.Run(ToyCells.Genotype, data, progress, Checkpoints(), null, stop.Token)).Should().Throw<OperationCanceledException>();

        var checkpoints = Checkpoints();
        using var resumed = trainer.Run(ToyCells.Genotype, data, null, checkpoints, checkpoints.Read());

        resumed.Manifest.History.Select(e => e with { Seconds = 0 }).Should().Equal(whole.Manifest.History.Select(e => e with { Seconds = 0 }));
        resumed.Manifest.TestLoss.Should().Be(whole.Manifest.TestLoss);
        foreach (var (name, tensor) in whole.Network.NamedTensors) Toy.Values(resumed.Network.NamedTensors[name]).Should().Equal(Toy.Values(tensor), name);

        CheckpointFolder Checkpoints() => new(folder.Combine("checkpoints"), RunConditions.Of(trainer.Describe(ToyCells.Genotype, data)), new CheckpointOptions { Steps = 1000 });
    }

    [Fact]
    public void A_checkpoint_of_another_genotype_is_refused()
    {
        using var folder = new TemporaryFolder();
        var trainer = new CellTrainer(ToyCells.Options());
        CheckpointFolder Of(Genotype genotype) => new(folder.Combine("checkpoints"), RunConditions.Of(trainer.Describe(genotype, data)), new CheckpointOptions { Steps = 1 });
        trainer.Run(ToyCells.Genotype, data, null, Of(ToyCells.Genotype)).Dispose();
        var other = PublishedCells.Find("DARTS_V1").Genotype;

        FluentActions.Invoking(() => Of(other).Read()).Should().Throw<CheckpointException>().WithMessage("*genotype is Genotype(*, but was Genotype(*");
        FluentActions.Invoking(() => trainer.Run(other, data, null, null, Of(ToyCells.Genotype).Read())).Should().Throw<CheckpointException>().WithMessage("*other tensors than are needed*");
    }

    [Fact]
    public void Divergence_is_said()
    {
        var options = ToyCells.Options();
        options.LearningRate = 1e30;

        FluentActions.Invoking(() => new CellTrainer(options).Run(ToyCells.Genotype, data)).Should().Throw<NonFiniteException>().WithMessage("*diverged*Lower the learning rate*");
    }

    [Fact]
    public void Images_too_small_for_the_auxiliary_head_are_refused()
    {
        var options = ToyCells.Options();
        options.AuxiliaryWeight = 0.4;

        FluentActions.Invoking(() => new CellTrainer(options).Run(ToyCells.Genotype, data)).Should().Throw<ArgumentException>().WithMessage("Images of 8 x 8 are too small for an auxiliary head*AuxiliaryWeight to 0*");
    }

    [Fact]
    public void All_options_out_of_range_are_named_at_once()
    {
        var options = new CellTrainerOptions
        {
            Channels = 3, Cells = 0, Epochs = 0, BatchSize = 1, LearningRate = 0.1, FinalLearningRate = 0.2, Momentum = -1, WeightDecay = -1,
            MaxGradientNorm = 0, DropPath = 1, AuxiliaryWeight = double.NaN, EvaluateEvery = 0, EvaluationBatchSize = 0,
        };

        FluentActions.Invoking(() => new CellTrainer(options)).Should().Throw<OptionsException>().Which.Errors.Should().HaveCount(12);
    }

    public void Dispose() => data.Dispose();
}

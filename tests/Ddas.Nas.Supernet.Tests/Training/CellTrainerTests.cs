using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Supernet.Kernels;
using Ddas.Nas.Supernet.Training;

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
        using var cell = new CellTrainer(null, data, ToyCells.Genotype, ToyCells.Options(epochs: 9)).Run();

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
        using var cell = new CellTrainer(null, wide, ToyCells.Genotype, options).Run();

        var cost = new DartsNetworkCost(cell.Network.Skeleton).Of(ToyCells.Genotype.ToArchitecture(SearchSpaceDefinition.Darts));
        cell.Network.Parameters.Sum(p => p.numel()).Should().Be(cell.Manifest.ParametersWithAuxiliary);
        cell.Manifest.Should().Match<TrainedCellManifest>(m => m.Parameters == cost.Parameters && m.FlopsPaper == cost.FlopsPaper && m.AuxiliaryHead);
        cell.Manifest.Network.Should().Be(new NetworkSkeleton { Channels = 4, Cells = 3, Classes = 4, ImageSize = 16, ImageChannels = 1 });
        cell.Manifest.Options.Should().Contain([new("dropPath", "0.2"), new("cutout", "2"), new("auxiliaryWeight", "0.4"), new("learningRate", "0.025")]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_differs()
    {
        using var first = new CellTrainer(null, data, ToyCells.Genotype, ToyCells.Options()).Run();
        using var again = new CellTrainer(null, data, ToyCells.Genotype, ToyCells.Options()).Run();
        using var other = new CellTrainer(null, data, ToyCells.Genotype, ToyCells.Options(seed: 1)).Run();

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

        using var first = new CellTrainer(null, plain, ToyCells.Genotype, without).Run();
        using var second = new CellTrainer(null, regularizer == "cutout" ? cut : plain, ToyCells.Genotype, with).Run();

        Toy.Values(second.Network.NamedTensors["classifier.weight"]).Should().NotEqual(Toy.Values(first.Network.NamedTensors["classifier.weight"]));
    }

    [Fact]
    public void None_and_cells_without_a_live_path_can_be_trained()
    {
        string none = string.Join(", ", Enumerable.Repeat("('none', 0), ('none', 1)", 4));
        var dead = Genotype.Parse($"Genotype(normal=[{none}], normal_concat=[2, 3, 4, 5], reduce=[{none}], reduce_concat=[2, 3, 4, 5])");
        using var fig9 = new CellTrainer(null, data, PublishedCells.Find("DDAS_4S_CIFAR100_fig9").Genotype, ToyCells.Options()).Run();
        using var cell = new CellTrainer(null, data, dead, ToyCells.Options()).Run();

        fig9.Manifest.TestLoss.Should().NotBeNull();
        cell.Manifest.TestLoss.Should().NotBeNull();
    }

    [Fact]
    public void Progress_is_told_after_every_batch_and_epoch()
    {
        var told = new CollectingProgress();
        using var cell = new CellTrainer(null, data, ToyCells.Genotype, ToyCells.Options()).Run(told);

        told.Reports.Select(p => (p.Epoch!.Number, p.Epoch.Batch, p.Epoch.Loss is not null)).Should().Equal(
            (1, 1, false), (1, 2, false), (1, 3, false), (1, 4, true), (2, 1, false), (2, 2, false), (2, 3, false), (2, 4, true));
        told.Reports.Should().OnlyContain(p => p.Activity == "training" && p.Total == 8 && p.Epoch!.Count == 2);
        (told.Reports[^1].Epoch!.Loss, told.Reports[^1].Epoch!.Accuracy).Should().Be((cell.Manifest.History[^1].TrainLoss, cell.Manifest.TestAccuracy));
    }

    [Fact]
    public void Memory_is_flat_and_an_abandoned_training_leaves_nothing()
    {
        long before = LiveTensors.Count;
        var counts = new List<long>();
        using var source = new CancellationTokenSource();
        var progress = new CollectingProgress(p =>
        {
            counts.Add(LiveTensors.Count);
            if (p.Epoch is { Number: 3, Batch: 2 }) source.Cancel();
        });

        FluentActions.Invoking(() => new CellTrainer(null, data, ToyCells.Genotype, ToyCells.Options(epochs: 4)).Run(progress, source.Token)).Should().Throw<OperationCanceledException>();

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
        var trainer = new CellTrainer(folder.Path, data, ToyCells.Genotype, ToyCells.Options(epochs: 4));
        using var whole = new CellTrainer(null, data, ToyCells.Genotype, ToyCells.Options(epochs: 4)).Run();
        using var cancel = new CancellationTokenSource();
        trainer.Invoking(t => t.Run(RunProgress.Each(p => { if (p.Done == cutAfter) cancel.Cancel(); }), cancel.Token)).Should().Throw<OperationCanceledException>()
            .WithMessage($"The training was cancelled after {cutAfter} batches. Run it again with the folder '{folder.Path}' to go on.");

        using var resumed = trainer.Run();

        resumed.Manifest.History.Select(e => e with { Seconds = 0 }).Should().Equal(whole.Manifest.History.Select(e => e with { Seconds = 0 }));
        resumed.Manifest.TestLoss.Should().Be(whole.Manifest.TestLoss);
        foreach (var (name, tensor) in whole.Network.NamedTensors) Toy.Values(resumed.Network.NamedTensors[name]).Should().Equal(Toy.Values(tensor), name);
        Directory.Exists(folder.Combine("checkpoints")).Should().BeFalse();
    }

    [Fact]
    public void A_finished_folder_is_read_and_not_trained_again()
    {
        using var folder = new TemporaryFolder();
        using var first = new CellTrainer(folder.Path, data, ToyCells.Genotype, ToyCells.Options()).Run();
        var told = new CollectingProgress();

        using var again = new CellTrainer(folder.Path, data, ToyCells.Genotype, ToyCells.Options()).Run(told);

        told.Reports.Should().BeEmpty();
        again.Manifest.Should().BeEquivalentTo(first.Manifest);
        foreach (var (name, tensor) in first.Network.NamedTensors) Toy.Values(again.Network.NamedTensors[name]).Should().Equal(Toy.Values(tensor), name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Another_genotype_or_option_is_refused_by_name(bool finished)
    {
        using var folder = new TemporaryFolder();
        using var cancel = new CancellationTokenSource();
        var progress = RunProgress.Each(p => { if (!finished && p.Done == 2) cancel.Cancel(); });
        var train = () => new CellTrainer(folder.Path, data, ToyCells.Genotype, ToyCells.Options()).Run(progress, cancel.Token).Dispose();
        if (finished) train();
        else train.Should().Throw<OperationCanceledException>();

        FluentActions.Invoking(() => new CellTrainer(folder.Path, data, PublishedCells.Find("DARTS_V1").Genotype, ToyCells.Options()).Run()).Should().Throw<RunConditionsException>().WithMessage("*option genotype is Genotype(*, but was Genotype(*");
        FluentActions.Invoking(() => new CellTrainer(folder.Path, data, ToyCells.Genotype, ToyCells.Options(epochs: 3)).Run()).Should().Throw<RunConditionsException>().WithMessage("*option epochs is 3, but was 2*");
        var refusing = ToyCells.Options();
        refusing.Run.Existing = ExistingRun.Refuse;
        FluentActions.Invoking(() => new CellTrainer(folder.Path, data, ToyCells.Genotype, refusing).Run()).Should().Throw<RunFolderException>().WithMessage("*already holds a training*");
    }

    [Fact]
    public void A_flipped_bit_in_the_weights_is_refused_by_its_checksum()
    {
        using var folder = new TemporaryFolder();
        new CellTrainer(folder.Path, data, ToyCells.Genotype, ToyCells.Options()).Run().Dispose();
        string path = folder.Combine(TrainedCell.WeightsName);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^100] ^= 1;
        File.WriteAllBytes(path, bytes);

        FluentActions.Invoking(() => TrainedCell.Load(folder.Path)).Should().Throw<TrainedCellException>().WithMessage("*is not the file that was written: its SHA-256 is *, but the manifest says *");
        FluentActions.Invoking(() => new CellTrainer(folder.Path, data, ToyCells.Genotype, ToyCells.Options()).Run()).Should().Throw<TrainedCellException>().WithMessage("*SHA-256*");
    }

    [Fact]
    public void Divergence_is_said()
    {
        var options = ToyCells.Options();
        options.LearningRate = 1e30;

        FluentActions.Invoking(() => new CellTrainer(null, data, ToyCells.Genotype, options).Run()).Should().Throw<NonFiniteException>().WithMessage("*diverged*Lower the learning rate*");
    }

    [Fact]
    public void Images_too_small_for_the_auxiliary_head_are_refused()
    {
        var options = ToyCells.Options();
        options.AuxiliaryWeight = 0.4;

        FluentActions.Invoking(() => new CellTrainer(null, data, ToyCells.Genotype, options).Run()).Should().Throw<ArgumentException>().WithMessage("Images of 8 x 8 are too small for an auxiliary head*AuxiliaryWeight to 0*");
    }

    [Fact]
    public void All_options_out_of_range_are_named_at_once()
    {
        var options = new CellTrainerOptions
        {
            Channels = 3, Cells = 0, Epochs = 0, BatchSize = 1, LearningRate = 0.1, FinalLearningRate = 0.2, Momentum = -1, WeightDecay = -1,
            MaxGradientNorm = 0, DropPath = 1, AuxiliaryWeight = double.NaN, EvaluateEvery = 0, EvaluationBatchSize = 0,
        };

        FluentActions.Invoking(() => new CellTrainer(null, data, ToyCells.Genotype, options)).Should().Throw<OptionsException>().Which.Errors.Should().HaveCount(12);
    }

    [Fact]
    public void Kernels_that_there_are_none_of_are_refused() =>
        FluentActions.Invoking(() => new CellTrainer(null, data, ToyCells.Genotype, new CellTrainerOptions { Kernels = (KernelChoice)7, AuxiliaryWeight = 0 })).Should().Throw<OptionsException>()
            .Which.Errors.Should().Equal("Kernels is 7, but must be one of Auto, Torch.");

    [Fact]
    public void A_last_batch_that_is_too_small_is_refused_and_leaves_no_tensor_behind()
    {
        using var odd = new CellTrainingData(Toy.DataSet(17, side: 16), Toy.DataSet(8, side: 16));
        var options = ToyCells.Options();
        options.AuxiliaryWeight = 0.4;
        long before = LiveTensors.Count;

        FluentActions.Invoking(() => new CellTrainer(null, odd, ToyCells.Genotype, options).Run()).Should().Throw<OptionsException>()
            .WithMessage("*17 images in batches of 16 leave a last batch of 1, but BatchNorm needs at least 2 values a channel*");

        LiveTensors.Count.Should().Be(before);
    }

    [Fact]
    public void A_cell_that_the_folder_holds_computes_with_the_kernels_asked_for()
    {
        using var folder = new TemporaryFolder();
        var options = ToyCells.Options();
        options.Kernels = KernelChoice.Torch;
        var trainer = new CellTrainer(folder.Path, data, ToyCells.Genotype, options);
        using var trained = trainer.Run();

        using var read = trainer.Run();

        read.Predict(Toy.DataSet(32))[^1].Probabilities.Should().Equal(trained.Predict(Toy.DataSet(32))[^1].Probabilities);
    }

    public void Dispose() => data.Dispose();
}

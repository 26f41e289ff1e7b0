using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Kernels;

namespace Ddas.Nas.Supernet.Tests;

public sealed class SupernetWarmupTests : IDisposable
{
    private readonly SupernetData data = Toy.Data();

    [Fact]
    public void It_learns_and_records_every_epoch()
    {
        using var supernet = new SupernetWarmup(null, data, new WarmupOptions { Channels = 4, Cells = 2, Epochs = 6, BatchSize = 8, EvaluateEvery = 4, Seed = 1 }).Run();

        supernet.History.Select(e => e.Epoch).Should().Equal(1, 2, 3, 4, 5, 6);
        supernet.History.Where(e => e.OneShot is not null).Select(e => e.Epoch).Should().Equal(4, 6);
        supernet.History[0].LearningRate.Should().Be(0.025);
        supernet.History[3].LearningRate.Should().BeApproximately(0.013, 1e-12, "half of the cosine is behind it");
        supernet.History[^1].TrainLoss.Should().BeLessThan(supernet.History[0].TrainLoss * 0.8);
        supernet.OneShot.Accuracy.Should().Be(supernet.History.Max(e => e.OneShot?.Accuracy)).And.BeGreaterThan(0.6);
        supernet.OneShot.Loss.Should().Be(supernet.History[^1].OneShot!.Loss);
        supernet.Skeleton.Should().Be(new SearchSpace.Costs.NetworkSkeleton { Channels = 4, Cells = 2, Classes = 4, ImageSize = 8, ImageChannels = 1 });
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_differs()
    {
        using var first = new SupernetWarmup(null, data, Toy.Warmup).Run();
        using var again = new SupernetWarmup(null, data, Toy.Warmup).Run();
        using var other = new SupernetWarmup(null, data, new WarmupOptions { Channels = 4, Cells = 3, Epochs = 2, BatchSize = 16, EvaluateEvery = 1, Seed = 4 }).Run();

        again.History.Should().Equal(first.History);
        foreach (var (name, tensor) in first.Weights) Toy.Values(again.Weights[name]).Should().Equal(Toy.Values(tensor), name);
        other.History[0].TrainLoss.Should().NotBe(first.History[0].TrainLoss);
    }

    [Fact]
    public void The_best_weights_can_be_the_start()
    {
        var options = new WarmupOptions { Channels = 4, Cells = 2, Epochs = 4, BatchSize = 8, EvaluateEvery = 1, LearningRate = 0.3, FinalLearningRate = 0.3, StartWeights = StartWeights.Best, Seed = 6 };
        using var supernet = new SupernetWarmup(null, data, options).Run();

        var best = supernet.History.MaxBy(e => e.OneShot!.Accuracy)!;
        supernet.OneShot.Should().Be(best.OneShot);
        using var network = supernet.CreateNetwork();
        var (valid, ones) = (data.ValidBatches(options.EvaluationBatchSize), ArchitectureWeights.Constant(SearchSpaceDefinition.Darts, 1));
        Measurement.Run(valid, valid.Batch, images => network.Forward(images, ones, training: false), network.Device, default).Should().Be(best.OneShot);
        best.Epoch.Should().BeLessThan(4, "this case is chosen so");
    }

    [Fact]
    public void Progress_is_told_after_every_batch_and_epoch()
    {
        var told = new CollectingProgress();
        using var supernet = new SupernetWarmup(null, data, Toy.Warmup).Run(told);

        told.Reports.Select(p => (p.Epoch!.Number, p.Epoch.Batch, p.Epoch.Loss is not null)).Should().Equal(
            (1, 1, false), (1, 2, false), (1, 3, true), (2, 1, false), (2, 2, false), (2, 3, true));
        told.Reports.Select(p => p.Done).Should().Equal(1, 2, 3, 4, 5, 6);
        told.Reports.Should().OnlyContain(p => p.Activity == "warm-up" && p.Total == 6 && p.Step == null && p.Epoch!.Count == 2 && p.Epoch.Batches == 3);
        (told.Reports[^1].Epoch!.Loss, told.Reports[^1].Epoch!.Accuracy).Should().Be((supernet.History[^1].TrainLoss, supernet.History[^1].OneShot!.Accuracy));
    }

    [Fact]
    public void It_can_be_abandoned_and_leaves_no_tensor_behind()
    {
        long before = LiveTensors.Count;
        using var source = new CancellationTokenSource();
        var progress = new CollectingProgress(p => { if (p.Epoch!.Batch == 2) source.Cancel(); });

        FluentActions.Invoking(() => new SupernetWarmup(null, data, Toy.Warmup).Run(progress, source.Token)).Should().Throw<OperationCanceledException>().WithMessage("The warm-up was cancelled after 2 batches.");

        progress.Reports.Should().HaveCount(2);
        LiveTensors.Count.Should().Be(before);
    }

    [Fact]
    public void Divergence_is_said()
    {
        var options = new WarmupOptions { Channels = 4, Cells = 1, Epochs = 3, BatchSize = 8, LearningRate = 1e30, FinalLearningRate = 1e30 };

        FluentActions.Invoking(() => new SupernetWarmup(null, data, options).Run()).Should().Throw<InvalidOperationException>().WithMessage("*diverged*Lower the learning rate*");
    }

    [Fact]
    public void All_options_out_of_range_are_named_at_once()
    {
        var options = new WarmupOptions { Channels = 3, Cells = 0, Epochs = 0, BatchSize = 1, LearningRate = 0.1, FinalLearningRate = 0.2, Momentum = -1, EvaluateEvery = 0, StartWeights = (StartWeights)7 };

        FluentActions.Invoking(() => new SupernetWarmup(null, data, options)).Should().Throw<OptionsException>().Which.Errors.Should().HaveCount(8);
    }

    [Fact]
    public void Kernels_that_there_are_none_of_are_refused() =>
        FluentActions.Invoking(() => new SupernetWarmup(null, data, new WarmupOptions { Kernels = (KernelChoice)7 })).Should().Throw<OptionsException>()
            .Which.Errors.Should().Equal("Kernels is 7, but must be one of Auto, Torch.");

    [Fact]
    public void A_last_batch_that_is_too_small_is_refused_and_leaves_no_tensor_behind()
    {
        using var small = new SupernetData(Toy.DataSet(34, side: 4), new SupernetDataOptions { Augmentation = new AugmentationOptions { Padding = 1 } });
        long before = LiveTensors.Count;

        FluentActions.Invoking(() => new SupernetWarmup(null, small, Toy.Warmup).Run()).Should().Throw<OptionsException>()
            .WithMessage("*17 images in batches of 16 leave a last batch of 1, but BatchNorm needs at least 2 values a channel*");

        LiveTensors.Count.Should().Be(before);
    }

    public void Dispose() => data.Dispose();
}

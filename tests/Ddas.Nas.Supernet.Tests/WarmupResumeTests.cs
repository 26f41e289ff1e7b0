using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Supernet.Tests;

/// <summary>Every state of a folder in which a warm-up can find itself.</summary>
public sealed class WarmupResumeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SupernetData data = Toy.Data();

    private string Supernet => folder.Combine("supernet");

    public void Dispose()
    {
        data.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(StartWeights.Last)]
    [InlineData(StartWeights.Best)]
    public void A_warm_up_that_is_cancelled_after_every_batch_ends_as_one_in_one_piece(StartWeights start)
    {
        WarmupOptions Options() => new() { Channels = 4, Cells = 2, Epochs = 3, BatchSize = 16, EvaluateEvery = 1, Seed = 3, StartWeights = start };
        using var whole = new SupernetWarmup(null, data, Options()).Run();

        WarmSupernet? parts = null;
        int stops = 0;
        while (parts is null)
        {
            using var cancel = new CancellationTokenSource();
            try
            {
                parts = new SupernetWarmup(Supernet, data, Options()).Run(RunProgress.Each(_ => cancel.Cancel()), cancel.Token);
            }
            catch (OperationCanceledException e)
            {
                e.Message.Should().Be($"The warm-up was cancelled after {++stops} batches. Run it again with the folder '{Path.GetFullPath(Supernet)}' to go on.");
            }
        }

        stops.Should().Be(8, "each of three epochs is stopped after two batches and at its end, but the last");
        ShouldBeEqual(parts, whole);
        Directory.GetFileSystemEntries(Supernet).Select(Path.GetFileName).Should().Contain(["manifest.json", "supernet.safetensors"]).And.NotContain("checkpoints");
        parts.Dispose();
    }

    [Fact]
    public void A_checkpoint_between_the_last_batch_and_its_measurement_goes_on_with_the_measurement()
    {
        using var whole = new SupernetWarmup(null, data, Toy.Warmup).Run();
        var options = Options();
        options.Run.Checkpoints = new CheckpointOptions { Steps = 3, Minutes = null };
        new SupernetWarmup(Supernet, data, options).Invoking(w => w.Run(RunProgress.Each(p => { if (p.Epoch!.Loss is not null) throw new IOException("full"); }))).Should().Throw<IOException>();
        File.ReadAllText(Path.Combine(Supernet, "checkpoints", "latest")).Should().Be("3\n");
        var told = new CollectingProgress();

        using var resumed = new SupernetWarmup(Supernet, data, Options()).Run(told);

        told.Reports[0].Should().Match<RunProgress>(p => p.Done == 3 && p.Epoch!.Number == 1 && p.Epoch.Loss != null);
        ShouldBeEqual(resumed, whole);
    }

    [Fact]
    public void A_finished_folder_is_read_and_not_trained_again()
    {
        using var first = new SupernetWarmup(Supernet, data, Options()).Run();
        var told = new CollectingProgress();

        using var again = new SupernetWarmup(Supernet, data, Options()).Run(told);

        told.Reports.Should().BeEmpty();
        ShouldBeEqual(again, first);
        again.Checksum.Should().Be(first.Checksum);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Other_options_are_refused_by_name_unless_they_are_accepted(bool finished)
    {
        if (finished) new SupernetWarmup(Supernet, data, Options()).Run().Dispose();
        else Cancel();
        var other = Options();
        other.LearningRate = 0.05;

        new SupernetWarmup(Supernet, data, other).Invoking(w => w.Run()).Should().Throw<RunConditionsException>()
            .WithMessage($"The run in '{Path.GetFullPath(Supernet)}' cannot go on as it was: option learningRate is 0.05, but was 0.025. *");

        var warnings = new List<string>();
        other.Run = new RunOptions { AcceptChanges = true, Warn = warnings.Add };
        new SupernetWarmup(Supernet, data, other).Run().Dispose();
        warnings.Should().ContainSingle().Which.Should().Contain("option learningRate is 0.05, but was 0.025");
    }

    [Fact]
    public void Where_it_is_asked_for_a_folder_with_a_warm_up_is_refused()
    {
        Cancel();
        var options = Options();
        options.Run.Existing = ExistingRun.Refuse;

        new SupernetWarmup(Supernet, data, options).Invoking(w => w.Run()).Should().Throw<RunFolderException>().WithMessage("*already holds a warm-up. Go on with it by resuming*");
    }

    [Fact]
    public void A_folder_of_version_0_1_says_of_nothing_what_it_was_made_with_and_is_refused_unless_accepted()
    {
        using var first = new SupernetWarmup(null, data, Options()).Run();
        first.Save(Supernet);
        var accepting = Options();
        accepting.Run.AcceptChanges = true;

        new SupernetWarmup(Supernet, data, Options()).Invoking(w => w.Run()).Should().Throw<RunConditionsException>().WithMessage("*option epochs is 2, but was absent*");
        using var read = new SupernetWarmup(Supernet, data, accepting).Run();

        ShouldBeEqual(read, first);
    }

    [Fact]
    public void The_lock_is_held_while_it_trains()
    {
        var progress = RunProgress.Each(p =>
        {
            if (p.Done == 1) new SupernetWarmup(Supernet, data, Options()).Invoking(w => w.Run()).Should().Throw<FolderInUseException>();
        });

        new SupernetWarmup(Supernet, data, Options()).Run(progress).Dispose();

        FolderLock.Acquire(Supernet).Dispose();
    }

    [Fact]
    public void A_warm_up_that_diverges_leaves_its_last_good_checkpoint()
    {
        var options = Options();
        (options.LearningRate, options.FinalLearningRate) = (1e30, 1e30);
        options.Run.Checkpoints = new CheckpointOptions { Steps = 1_000_000 };

        new SupernetWarmup(Supernet, data, options).Invoking(w => w.Run()).Should().Throw<NonFiniteException>();

        File.ReadAllText(Path.Combine(Supernet, "checkpoints", "latest")).Should().Be("0\n");
    }

    private static WarmupOptions Options() => new() { Channels = 4, Cells = 3, Epochs = 2, BatchSize = 16, EvaluateEvery = 1, Seed = 3 };

    private void Cancel()
    {
        using var cancel = new CancellationTokenSource();
        new SupernetWarmup(Supernet, data, Options()).Invoking(w => w.Run(RunProgress.Each(_ => cancel.Cancel()), cancel.Token)).Should().Throw<OperationCanceledException>();
    }

    private static void ShouldBeEqual(WarmSupernet actual, WarmSupernet expected)
    {
        foreach (var (name, tensor) in expected.Weights) actual.Weights[name].bytes.ToArray().Should().Equal(tensor.bytes.ToArray(), name);
        actual.OneShot.Should().Be(expected.OneShot);
        actual.History.Should().Equal(expected.History);
    }
}

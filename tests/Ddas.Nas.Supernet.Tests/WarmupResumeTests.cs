using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Supernet.Tests;

public sealed class WarmupResumeTests : IDisposable
{
    private static readonly RunConditions Conditions = new(new Dictionary<string, string>());
    private readonly TemporaryFolder folder = new();
    private readonly SupernetData data = Toy.Data();

    public void Dispose()
    {
        data.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(StartWeights.Last)]
    [InlineData(StartWeights.Best)]
    public void A_warm_up_that_is_stopped_after_every_batch_ends_as_one_in_one_piece(StartWeights start)
    {
        var options = new WarmupOptions { Channels = 4, Cells = 2, Epochs = 3, BatchSize = 16, EvaluateEvery = 1, Seed = 3, StartWeights = start };
        using var whole = new SupernetWarmup(options).Run(data);

        WarmSupernet? parts = null;
        int stops = 0;
        while (parts is null)
        {
            using var stop = new CancellationTokenSource();
            var checkpoints = new CheckpointFolder(folder.Combine("checkpoints"), Conditions, new CheckpointOptions { Steps = 1_000_000 });
            try
            {
                parts = new SupernetWarmup(options).Run(data, new CancelAtOnce(stop), checkpoints, checkpoints.Read(), stop.Token);
            }
            catch (OperationCanceledException)
            {
                stops++;
            }
        }

        stops.Should().Be(8, "each of three epochs is stopped after two batches and at its end");
        foreach (var (name, tensor) in whole.Weights) parts.Weights[name].bytes.ToArray().Should().Equal(tensor.bytes.ToArray(), name);
        (parts.OneShot, parts.History.Count).Should().Be((whole.OneShot, 3));
        parts.History.Should().Equal(whole.History);
        parts.Dispose();
    }

    [Fact]
    public void Checkpoints_come_when_due_between_the_last_batch_and_its_measurement_too()
    {
        var checkpoints = new CheckpointFolder(folder.Combine("checkpoints"), Conditions, new CheckpointOptions { Steps = 2, Minutes = null });

        using var supernet = new SupernetWarmup(Toy.Warmup).Run(data, checkpoints: checkpoints);

        Directory.GetDirectories(folder.Combine("checkpoints")).Select(Path.GetFileName).Should().BeEquivalentTo("4", "6");
        var beforeMeasurement = checkpoints.Read()!;
        using var resumed = new SupernetWarmup(Toy.Warmup).Run(data, from: beforeMeasurement);
        resumed.History.Should().Equal(supernet.History);
        foreach (var (name, tensor) in supernet.Weights) resumed.Weights[name].bytes.ToArray().Should().Equal(tensor.bytes.ToArray(), name);
    }

    [Fact]
    public void A_checkpoint_of_another_warm_up_is_refused()
    {
        var checkpoints = new CheckpointFolder(folder.Combine("checkpoints"), Conditions, new CheckpointOptions { Steps = 2 });
        using var supernet = new SupernetWarmup(Toy.Warmup).Run(data, checkpoints: checkpoints);
        var checkpoint = checkpoints.Read()!;

        foreach (var options in (WarmupOptions[])[new() { Channels = 6, Cells = 3, Epochs = 2, BatchSize = 16, EvaluateEvery = 1 }, new() { Channels = 4, Cells = 3, Epochs = 1, BatchSize = 16 }])
            FluentActions.Invoking(() => new SupernetWarmup(options).Run(data, from: checkpoint)).Should().Throw<CheckpointException>();
    }

    private sealed class CancelAtOnce(CancellationTokenSource stop) : IProgress<WarmupProgress>
    {
        public void Report(WarmupProgress value) => stop.Cancel();
    }
}

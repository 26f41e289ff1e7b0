using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Tests;

public sealed class SupernetResumeTests(ToySupernet toy) : IClassFixture<ToySupernet>
{
    [Theory]
    [InlineData("running", false)]
    [InlineData("recalibrate:1", false)]
    [InlineData("batch", true)]
    public void A_search_goes_on_as_if_never_cut_off_across_an_epoch_of_images(string statistics, bool augment)
    {
        var options = new SupernetEnvironmentOptions
        {
            Batches = 2, BatchSize = 16, EvaluationBatchSize = 32, ValidImages = 32, LearningRate = 0.01, BatchNorm = BatchNormPolicy.Parse(statistics), AugmentValid = augment,
        };

        ResumedSearch.ShouldEqualOneInOnePiece(
            6, [1, 2, 4], () => new SupernetEnvironment(toy.Supernet, toy.Data, options), () => new RandomSearchAgent(SearchSpaceDefinition.Darts, 1));
    }

    [Fact]
    public void An_abandoned_step_is_forgotten_when_a_state_is_restored()
    {
        using var environment = new SupernetEnvironment(toy.Supernet, toy.Data, Toy.Environment);
        environment.Step(Toy.Alpha(1), default);
        var state = new CheckpointState();
        environment.Capture(state);
        var expected = environment.Step(Toy.Alpha(2), default);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        environment.Invoking(e => e.Step(Toy.Alpha(3), cancelled.Token)).Should().Throw<OperationCanceledException>();

        environment.Restore(state);

        var again = environment.Step(Toy.Alpha(2), default);
        (again.Score, again.Reward).Should().Be((expected.Score, expected.Reward));
    }

    [Fact]
    public void A_diverged_step_is_rolled_back_by_the_loop()
    {
        using var environment = new SupernetEnvironment(toy.Supernet, toy.Data, new SupernetEnvironmentOptions { Batches = 3, BatchSize = 8, ValidImages = 32, LearningRate = 1e30, MaxGradientNorm = 1e30 });
        var loop = new Agents.SearchLoop(environment, new RandomSearchAgent(SearchSpaceDefinition.Darts, 1), new Agents.SearchLoopOptions { Steps = 2, NonFinite = Agents.NonFinitePolicy.Skip });
        var before = Toy.Snapshot(environment.Network);

        loop.Run().RolledBack.Should().Equal(0, 1);

        Toy.Snapshot(environment.Network).Should().BeEquivalentTo(before);
        environment.Invoking(e => e.Step(Toy.Alpha(1), default)).Should().Throw<NonFiniteException>();
    }

    [Fact]
    public void A_checkpoint_of_another_supernet_is_refused()
    {
        using var environment = new SupernetEnvironment(toy.Supernet, toy.Data, Toy.Environment);
        var state = new CheckpointState();
        environment.Capture(state);
        using var wider = new SupernetWarmup(new WarmupOptions { Channels = 6, Cells = 3, Epochs = 1, BatchSize = 48 }).Run(toy.Data);
        using var other = new SupernetEnvironment(wider, toy.Data, Toy.Environment);

        other.Invoking(o => o.Restore(state)).Should().Throw<CheckpointException>().WithMessage("*different*");
    }

    [Fact]
    public void Memory_that_runs_out_is_told_with_batch_and_network()
    {
        Action work = () => empty([1L << 50]).Dispose();

        FluentActions.Invoking(() => MemoryGuard.Run("training", 64, Toy.Skeleton, CPU, work)).Should().Throw<SupernetMemoryException>()
            .WithMessage("Memory ran out while training batches of 64 images of 3 x 8 x 8 with a network of 3 cells and 4 channels on cpu. Use smaller batches*");
        FluentActions.Invoking(() => MemoryGuard.Run("training", 64, Toy.Skeleton, CPU, () => ones(2).view(3))).Should().Throw<System.Runtime.InteropServices.ExternalException>("other errors pass through");
    }
}

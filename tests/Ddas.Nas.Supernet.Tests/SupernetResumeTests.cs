using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
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
        var options = new SupernetEvaluatorOptions
        {
            Batches = 2, BatchSize = 16, EvaluationBatchSize = 32, ValidImages = 32, LearningRate = 0.01, BatchNorm = BatchNormPolicy.Parse(statistics), AugmentValid = augment,
        };

        ResumedSearch.ShouldEqualOneInOnePiece(
            6, [1, 2, 4], () => new SearchEnvironment(new SupernetEvaluator(toy.Supernet, toy.Data, options)), () => new RandomSearchAgent(SearchSpaceDefinition.Darts, 1));
    }

    [Fact]
    public void An_abandoned_step_is_forgotten_when_a_state_is_restored()
    {
        using var evaluator = new SupernetEvaluator(toy.Supernet, toy.Data, Toy.Evaluator);
        evaluator.Evaluate(Toy.Architecture(1), 0, default);
        var state = new CheckpointState();
        evaluator.Capture(state);
        var expected = evaluator.Evaluate(Toy.Architecture(2), 1, default);
        evaluator.Invoking(e => e.Evaluate(Toy.Architecture(3), 2, new CancellationToken(true))).Should().Throw<OperationCanceledException>();

        evaluator.Restore(state);

        evaluator.Evaluate(Toy.Architecture(2), 1, default).Should().Be(expected);
    }

    [Fact]
    public void A_diverged_step_is_rolled_back_by_the_loop()
    {
        var evaluator = new SupernetEvaluator(toy.Supernet, toy.Data, new() { Batches = 3, BatchSize = 8, ValidImages = 32, LearningRate = 1e30, MaxGradientNorm = 1e30 });
        using var environment = new SearchEnvironment(evaluator);
        var loop = new SearchLoop(environment, new RandomSearchAgent(SearchSpaceDefinition.Darts, 1), new SearchOptions { Steps = 2, NonFinite = NonFinitePolicy.Skip });
        var before = Toy.Snapshot(evaluator.Network);

        loop.Run().RolledBack.Should().Equal(0, 1);

        Toy.Snapshot(evaluator.Network).Should().BeEquivalentTo(before);
        environment.Invoking(e => e.Step(Toy.Alpha(1), default)).Should().Throw<NonFiniteException>();
    }

    [Fact]
    public void A_checkpoint_of_another_supernet_is_refused()
    {
        using var evaluator = new SupernetEvaluator(toy.Supernet, toy.Data, Toy.Evaluator);
        var state = new CheckpointState();
        evaluator.Capture(state);
        using var wider = new SupernetWarmup(null, toy.Data, new() { Channels = 6, Cells = 3, Epochs = 1, BatchSize = 48 }).Run();
        using var other = new SupernetEvaluator(wider, toy.Data, Toy.Evaluator);

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

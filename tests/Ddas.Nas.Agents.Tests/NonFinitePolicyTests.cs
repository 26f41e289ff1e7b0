using Ddas.Nas.Agents.Evolution;
using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Tests;

public sealed class NonFinitePolicyTests : IDisposable
{
    private static readonly SearchSpaceDefinition Space = SearchSpaceDefinition.NasBench201;
    private readonly TemporaryFolder folder = new();
    private readonly CollectingLogger logger = new();
    private readonly CollectingProgress seen = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(double.NaN, 1, 0)]
    [InlineData(0.5, double.PositiveInfinity, 0)]
    [InlineData(0.5, 1, double.NegativeInfinity)]
    public void By_default_the_search_ends_with_the_numbers_and_nothing_of_the_step_is_kept(double accuracy, double loss, double reward)
    {
        var environment = new CountingEnvironment(bad: [4], new ArchitectureScore(accuracy, loss), reward);
        var run = Search(environment, NonFinitePolicy.Stop);

        run.Invoking(r => r.Run(seen)).Should().Throw<NonFiniteException>().WithMessage("Step 4: *must be finite*");

        seen.Steps.Select(r => r.Step).Should().Equal(0, 1, 2, 3);
        File.ReadAllText(folder.Combine("checkpoints/latest")).Should().Be("3\n");
    }

    [Fact]
    public void Skip_goes_back_to_before_the_step_and_on_with_the_next()
    {
        var environment = new CountingEnvironment(bad: [4, 5]);
        var result = Search(environment, NonFinitePolicy.Skip).Run(seen);

        seen.Steps.Select(r => r.Step).Should().Equal(0, 1, 2, 3, 6, 7);
        seen.Steps.Select(r => r.Loss).Should().Equal([0, 1, 2, 3, 4, 5], "the environment counts the steps that were not rolled back");
        result.RolledBack.Should().Equal(4, 5);
        logger.Entries.Where(e => e.Id.Id == 1007).Select(e => e.Text).Should().HaveCount(2).And.Contain(t => t.Contains("Step 4 is rolled back (Skip)"));
    }

    [Fact]
    public void Restore_goes_back_to_the_last_checkpoint_and_on_with_the_next_step()
    {
        var environment = new CountingEnvironment(bad: [5]);
        var result = Search(environment, NonFinitePolicy.Restore).Run(seen);

        seen.Steps.Select(r => r.Step).Should().Equal(0, 1, 2, 3, 4, 6, 7);
        seen.Steps.Select(r => r.Loss).Should().Equal([0, 1, 2, 3, 4, 3, 4], "the checkpoint was written after three steps");
        result.RolledBack.Should().Equal(5);
    }

    [Fact]
    public void Restore_without_a_checkpoint_goes_back_to_the_beginning()
    {
        var environment = new CountingEnvironment(bad: [1]);
        Search(environment, NonFinitePolicy.Restore).Run(seen);

        seen.Steps.Take(3).Select(r => r.Loss).Should().Equal(0, 0, 1);
    }

    [Fact]
    public void Without_a_folder_restore_goes_back_to_the_last_capture()
    {
        var loop = new SearchLoop(new CountingEnvironment(bad: [5]), new RegularizedEvolutionAgent(Space, 1), new SearchOptions { Steps = 8, NonFinite = NonFinitePolicy.Restore });
        for (int step = 0; step < 3; step++) loop.Step();
        loop.Capture(new CheckpointState());

        loop.Run().Steps.Select(r => r.Loss).Should().Equal(0, 1, 2, 3, 4, 3, 4);
    }

    [Fact]
    public void A_resumed_search_knows_which_steps_were_rolled_back_and_their_lines_fit()
    {
        using var cancel = new CancellationTokenSource();
        var cancelling = new CollectingProgress(report => { if (report.Step!.Step == 5) cancel.Cancel(); });
        Search(new CountingEnvironment(bad: [4]), NonFinitePolicy.Skip).Invoking(run => run.Run(cancelling, cancel.Token)).Should().Throw<OperationCanceledException>();
        cancelling.Steps.Select(r => r.Step).Should().Equal(0, 1, 2, 3, 5);

        var result = Search(new CountingEnvironment(bad: []), NonFinitePolicy.Skip).Run(seen);

        result.RolledBack.Should().Equal(4);
        result.Steps.Select(r => r.Step).Should().Equal(0, 1, 2, 3, 5, 6, 7);
        result.Steps.Select(r => r.Loss).Should().Equal(0, 1, 2, 3, 4, 5, 6);
        StepLogReader.Read(folder.Combine("steps.jsonl")).Should().Equal(result.Steps);
        RunManifest.Load(folder.Combine("manifest.json")).RolledBack.Should().Equal(4);
        Search(new CountingEnvironment(bad: []), NonFinitePolicy.Skip).Run().Should().Match<SearchResult>(r => r.Steps.Count == 7 && r.RolledBack.SequenceEqual(new[] { 4 }));
    }

    [Fact]
    public void Ten_in_a_row_end_the_search()
    {
        var environment = new CountingEnvironment(bad: [.. Enumerable.Range(2, 100)]);

        Search(environment, NonFinitePolicy.Skip, steps: 100).Invoking(run => run.Run()).Should().Throw<NonFiniteException>().WithMessage("Step 11: 10 steps in a row*");
    }

    [Fact]
    public void What_cannot_be_rolled_back_is_refused_at_once() =>
        FluentActions.Invoking(() => new SearchLoop(new ScriptedEnvironment(_ => new ArchitectureScore(0, 0)), ScriptedAgent.Wandering(), new SearchOptions { NonFinite = NonFinitePolicy.Skip }))
            .Should().Throw<ArgumentException>().WithMessage("NonFinite is Skip, but ScriptedEnvironment cannot be rolled back*");

    private SearchRun Search(CountingEnvironment environment, NonFinitePolicy policy, int steps = 8) => new(
        folder.Path, environment, new RegularizedEvolutionAgent(Space, 1),
        new SearchOptions { Steps = steps, NonFinite = policy, Run = new RunOptions { Checkpoints = new CheckpointOptions { Steps = 3 } } }, logger);

    /// <summary>Its loss is the number of steps that its state remembers; at some calls it returns given numbers.</summary>
    private sealed class CountingEnvironment(int[] bad, ArchitectureScore? badScore = null, double badReward = double.NaN) : IEnvironment, IResumable
    {
        private long remembered;
        private int calls;

        public SearchSpaceDefinition Space => NonFinitePolicyTests.Space;

        public ArchitectureScore Reference { get; } = new(0.5, 0.5);

        public ArchitectureWeights Reset() => ArchitectureWeights.Constant(Space, 1);

        public EnvironmentStep Step(ArchitectureWeights action, CancellationToken abort)
        {
            var architecture = new SearchSpace.Discretization.BestPairDiscretizer().Discretize(action);
            bool isBad = bad.Contains(calls++);
            var score = isBad && badScore is not null ? badScore : new ArchitectureScore(0.5, remembered);
            remembered++;
            return new EnvironmentStep(architecture.Weights, isBad ? badReward : 0, architecture, score);
        }

        public void Capture(CheckpointState state) => state.Add<long>("remembered", [remembered], 1);

        public void Restore(CheckpointState state) => remembered = state.Get<long>("remembered", 1)[0];
    }
}

using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.Agents.Evolution;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;

namespace Ddas.Nas.Agents.Tests;

public sealed class SearchCheckpointsTests : IDisposable
{
    private static readonly SearchSpaceDefinition Space = SearchSpaceDefinition.NasBench201;
    private static readonly RunConditions Conditions = new(new Dictionary<string, string>());
    private readonly TemporaryFolder folder = new();
    private readonly CollectingLogger logger = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Random_search_goes_on_as_if_never_cut_off() =>
        ResumedSearch.ShouldEqualOneInOnePiece(12, [1, 5, 6], Drifting, () => new RandomSearchAgent(Space, 3));

    [Fact]
    public void Evolution_goes_on_as_if_never_cut_off_while_it_fills_its_population_and_after() =>
        ResumedSearch.ShouldEqualOneInOnePiece(30, [1, 4, 8, 9, 20], Drifting, () => new RegularizedEvolutionAgent(Space, 3, new EvolutionOptions { Population = 8, Sample = 3 }))
            .Select(r => r.Phase).Distinct().Should().Equal("explore", "evolve");

    [Fact]
    public void Local_search_goes_on_as_if_never_cut_off_in_a_climb_and_at_its_restarts()
    {
        var records = ResumedSearch.ShouldEqualOneInOnePiece(120, [.. Enumerable.Range(1, 119)], () => new SyntheticEnvironment(Space), () => new LocalSearchAgent(Space, 3));

        records.Count(r => r.Phase == "explore").Should().BeGreaterThan(1);
    }

    [Fact]
    public void A_table_that_draws_among_columns_goes_on_as_if_never_cut_off()
    {
        var table = ArchitectureTable.Read(SharedData.Path("nasbench201.csv.gz"), Space, new ArchitectureTableOptions { AccuracyColumns = ["cifar10_valid", "cifar10_valid_e12"] });

        ResumedSearch.ShouldEqualOneInOnePiece(20, [7, 8], () => new TabularEnvironment(table, 1), () => new RandomSearchAgent(Space, 3));
    }

    [Fact]
    public void What_the_loop_remembers_comes_back()
    {
        var time = new ManualTime();
        var (environment, agent) = (Drifting(), new RandomSearchAgent(Space, 3));
        var loop = new SearchLoop(environment, agent, new SearchLoopOptions { Steps = 4 }, time: time, checkpoints: Checkpoints(environment, agent));
        time.Advance(TimeSpan.FromHours(1));
        loop.Run();

        var (again, same) = (Drifting(), new RandomSearchAgent(Space, 3));
        var restored = Checkpoints(again, same).Restore()!;

        restored.Should().BeEquivalentTo(loop.State);
        restored.State.Should().Be(loop.State!.State);
    }

    [Fact]
    public void A_checkpoint_is_written_when_due_and_at_the_end_after_the_observers_have_flushed()
    {
        var (environment, agent, watch) = (Drifting(), new RandomSearchAgent(Space, 3), new FlushWatch(folder.Combine("checkpoints")));
        var checkpoints = Checkpoints(environment, agent, new CheckpointOptions { Steps = 3, Minutes = null });

        new SearchLoop(environment, agent, new SearchLoopOptions { Steps = 8 }, [watch], checkpoints: checkpoints).Run();

        watch.Seen.Should().Equal((3, ""), (6, "3"), (8, "6"));
        File.ReadAllText(folder.Combine("checkpoints/latest")).Should().Be("8\n");
    }

    [Fact]
    public void A_stopped_search_leaves_a_checkpoint_of_its_last_step()
    {
        using var stop = new CancellationTokenSource();
        var (environment, agent) = (Drifting(), new RandomSearchAgent(Space, 3));
        var loop = new SearchLoop(environment, agent, null, [new StopAfter(2, stop)], checkpoints: Checkpoints(environment, agent));

        loop.Run(stop.Token).Stopped.Should().BeTrue();

        File.ReadAllText(folder.Combine("checkpoints/latest")).Should().Be("3\n");
    }

    [Fact]
    public void Agents_and_environments_of_the_caller_without_the_contract_are_searched_with_and_warned_of()
    {
        var environment = Drifting();
        var agent = new PlainAgent();
        var checkpoints = new SearchCheckpoints(new CheckpointFolder(folder.Combine("checkpoints"), Conditions), environment, agent, logger);

        new SearchLoop(environment, agent, new SearchLoopOptions { Steps = 30 }, logger: logger, from: checkpoints.Restore(), checkpoints: checkpoints).Run().Steps.Should().Be(30);

        logger.Entries.Should().ContainSingle(e => e.Id.Id == 1009).Which.Text.Should().Contain(nameof(PlainAgent));
        Directory.Exists(folder.Combine("checkpoints")).Should().BeFalse();
    }

    [Fact]
    public void The_checkpoint_of_another_agent_is_refused()
    {
        var (environment, agent) = (Drifting(), new RandomSearchAgent(Space, 3));
        new SearchLoop(environment, agent, new SearchLoopOptions { Steps = 2 }, checkpoints: Checkpoints(environment, agent)).Run();

        FluentActions.Invoking(() => Checkpoints(Drifting(), new RegularizedEvolutionAgent(Space, 3)).Restore()).Should().Throw<CheckpointException>().WithMessage("*lacks the tensor 'agent.population'*");
    }

    [Fact]
    public void Damage_is_told_to_the_log()
    {
        var (environment, agent) = (Drifting(), new RandomSearchAgent(Space, 3));
        new SearchLoop(environment, agent, new SearchLoopOptions { Steps = 4 }, checkpoints: Checkpoints(environment, agent, new CheckpointOptions { Steps = 2 })).Run();
        File.Delete(folder.Combine("checkpoints/4/state.json"));

        Checkpoints(environment, agent).Restore()!.NextStep.Should().Be(2);

        logger.Entries.Should().Contain(e => e.Id.Id == 1010 && e.Text.Contains("Going on from the checkpoint of step 2"));
    }

    private static SyntheticEnvironment Drifting() => new(Space, new SyntheticEnvironmentOptions { DriftVisits = 3 });

    private SearchCheckpoints Checkpoints(IEnvironment environment, ISearchAgent agent, CheckpointOptions? options = null) =>
        new(new CheckpointFolder(folder.Combine("checkpoints"), Conditions, options), environment, agent, logger);

    private sealed class PlainAgent : ISearchAgent
    {
        public ArchitectureWeights Act(ArchitectureWeights state, int step) => UniformAction.At(Space, 1, step);

        public void Observe(Transition transition)
        {
        }
    }

    private sealed class FlushWatch(string checkpoints) : ISearchObserver
    {
        private int steps;

        public List<(int Steps, string Latest)> Seen { get; } = [];

        public void OnStep(StepRecord record) => steps++;

        public void Flush()
        {
            string latest = Path.Combine(checkpoints, "latest");
            Seen.Add((steps, File.Exists(latest) ? File.ReadAllText(latest).TrimEnd() : ""));
        }
    }

    private sealed class StopAfter(int step, CancellationTokenSource stop) : ISearchObserver
    {
        public void OnStep(StepRecord record)
        {
            if (record.Step == step) stop.Cancel();
        }
    }
}

using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.Agents.Evolution;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Tests;

/// <summary>Every state of a folder in which a search can find itself.</summary>
public sealed class SearchRunTests : IDisposable
{
    private const int Steps = 12;
    private static readonly SearchSpaceDefinition Space = SearchSpaceDefinition.NasBench201;

    private readonly TemporaryFolder folder = new();
    private readonly CollectingLogger logger = new();
    private readonly List<string> warnings = [];
    private int measured;

    private string Run => folder.Combine("a/run");

    private string Latest => Path.Combine(Run, "checkpoints", "latest");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_empty_folder_begins_and_holds_manifest_steps_front_and_checkpoints_at_the_end()
    {
        var seen = new CollectingProgress();

        var result = Search().Run(seen);

        (result.End, result.Steps.Count, measured).Should().Be((SearchEnd.Completed, Steps, Steps));
        seen.Steps.Should().Equal(result.Steps);
        StepLogReader.Read(Path.Combine(Run, "steps.jsonl")).Should().Equal(result.Steps);
        File.ReadLines(Path.Combine(Run, "front.csv")).Should().HaveCount(1 + result.Front.Count).And.StartWith("step,accuracy,flops,parameters,genotype");
        File.ReadAllText(Latest).Should().Be($"{Steps}\n");
        var manifest = RunManifest.Load(Path.Combine(Run, "manifest.json"));
        (manifest.Seed, manifest.Space, manifest.ResultsVersion, manifest.Command, manifest.End.HasValue).Should().Be((7, Space.Name, 1, "ddas search", true));
        manifest.Options.Should().Contain("agent", "evolution").And.Contain("agent.seed", "7").And.Contain("evaluator", "Counting").And.Contain("evaluator.inner.driftVisits", "3").And.Contain("steps", "12").And.Contain("reward", "full");
        warnings.Should().BeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(11)]
    public void A_search_that_is_cancelled_says_how_to_go_on_and_does_bit_for_bit(int steps)
    {
        var whole = Search(folder.Combine("whole")).Run();

        Cancel(steps).Message.Should().Be($"The search was cancelled after {steps} steps. Run it again with the folder '{Path.GetFullPath(Run)}' to go on.");
        File.ReadAllText(Latest).Should().Be($"{steps}\n");
        RunManifest.Load(Path.Combine(Run, "manifest.json")).End.Should().BeNull();
        measured = 0;
        var result = Search().Run();

        measured.Should().Be(Steps - steps);
        WithoutTime(result).Should().Equal(WithoutTime(whole));
        result.Front.Select(step => step.Step).Should().Equal(whole.Front.Select(step => step.Step));
        StepLogReader.Read(Path.Combine(Run, "steps.jsonl")).Should().Equal(result.Steps);
        File.ReadAllText(Path.Combine(Run, "front.csv")).Should().Be(File.ReadAllText(folder.Combine("whole/front.csv")));
        RunManifest.Load(Path.Combine(Run, "manifest.json")).Resumptions.Should().ContainSingle().Which.Step.Should().Be(steps);
    }

    [Fact]
    public void A_finished_search_returns_what_was_recorded_and_measures_nothing()
    {
        var first = Search().Run();
        var before = Snapshot();
        measured = 0;
        var seen = new CollectingProgress();

        var again = Search().Run(seen);

        measured.Should().Be(0);
        seen.Reports.Should().BeEmpty();
        again.Steps.Should().Equal(first.Steps);
        again.Front.Should().Equal(first.Front);
        again.Best.Should().Be(first.Best);
        Snapshot().Should().BeEquivalentTo(before);
    }

    [Fact]
    public void A_finished_search_needs_no_checkpoints()
    {
        var first = Search().Run();
        Directory.Delete(Path.Combine(Run, "checkpoints"), recursive: true);

        Search().Run().Steps.Should().Equal(first.Steps);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Another_seed_is_refused_by_name_unless_it_is_accepted(bool finished)
    {
        if (finished) Search().Run();
        else Cancel(5);
        var before = Snapshot();

        Search(seed: 8).Invoking(run => run.Run()).Should().Throw<RunConditionsException>()
            .WithMessage($"The run in '{Path.GetFullPath(Run)}' cannot go on as it was: option agent.seed is 8, but was 7. Give what it had, accept the change *");
        Snapshot().Should().BeEquivalentTo(before);

        var result = Search(seed: 8, options: o => o.Run.AcceptChanges = true).Run();

        result.Steps.Should().HaveCount(Steps);
        warnings.Should().ContainSingle().Which.Should().Contain("option agent.seed is 8, but was 7");
        logger.Entries.Should().Contain(e => e.Id.Id == 1010 && e.Text == warnings[0]);
        if (!finished) RunManifest.Load(Path.Combine(Run, "manifest.json")).Resumptions.Should().ContainSingle().Which.AcceptedChanges.Should().Equal("option agent.seed is 8, but was 7");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_folder_that_holds_a_run_is_refused_where_that_is_asked_for(bool finished)
    {
        if (finished) Search().Run();
        else Cancel(5);

        Search(options: o => o.Run.Existing = ExistingRun.Refuse).Invoking(run => run.Run()).Should().Throw<RunFolderException>()
            .WithMessage($"'{Path.GetFullPath(Run)}' already holds a search. Go on with it by resuming, choose another folder, or remove this one.");
    }

    [Fact]
    public void An_empty_folder_is_not_refused()
    {
        Directory.CreateDirectory(Run);
        File.WriteAllText(Path.Combine(Run, "slurm-1.out"), "");

        Search(options: o => o.Run.Existing = ExistingRun.Refuse).Run().Steps.Should().HaveCount(Steps);
    }

    [Fact]
    public void The_lock_is_held_while_it_runs_and_released_after()
    {
        var seen = new CollectingProgress(report =>
        {
            if (report.Done == 3) Search().Invoking(run => run.Run()).Should().Throw<FolderInUseException>().WithMessage($"*process {Environment.ProcessId} on host*");
        });

        Search().Run(seen);

        FolderLock.Acquire(Run).Dispose();
        measured.Should().Be(Steps);
    }

    [Fact]
    public void Steps_without_a_checkpoint_are_refused_and_stay()
    {
        Cancel(5);
        Directory.Delete(Path.Combine(Run, "checkpoints"), recursive: true);
        var before = Snapshot();

        foreach (bool accept in new[] { false, true })
        {
            Search(options: o => o.Run.AcceptChanges = accept).Invoking(run => run.Run()).Should().Throw<RunFolderException>()
                .WithMessage($"'{Path.GetFullPath(Run)}' holds 5 steps of a search that is not finished, but no checkpoint to go on from. Restore its folder 'checkpoints' from a copy, *");
            Snapshot().Should().BeEquivalentTo(before);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Missing_steps_are_refused_and_nothing_is_overwritten(bool finished)
    {
        if (finished) Search().Run();
        else Cancel(5);
        File.Delete(Path.Combine(Run, "steps.jsonl"));
        var before = Snapshot();

        Search().Invoking(run => run.Run()).Should().Throw<RunFolderException>().WithMessage("*holds a run whose steps.jsonl is missing. Restore it from a copy, *");

        Snapshot().Should().BeEquivalentTo(before, "front.csv too");
        measured.Should().Be(finished ? Steps : 5);
    }

    [Fact]
    public void Steps_without_a_manifest_are_refused()
    {
        Cancel(5);
        File.Delete(Path.Combine(Run, "manifest.json"));
        var before = Snapshot();

        Search().Invoking(run => run.Run()).Should().Throw<RunFolderException>().WithMessage("*holds steps, but no manifest.json that says how they were made.*");

        Snapshot().Should().BeEquivalentTo(before);
    }

    [Fact]
    public void A_manifest_of_version_0_1_is_refused_with_what_differs()
    {
        Search().Run();
        var manifest = RunManifest.Load(Path.Combine(Run, "manifest.json"));
        (manifest with { ResultsVersion = null, Notes = null, Options = new Dictionary<string, string> { ["agent"] = "evolution", ["steps"] = "12" }, LibraryVersion = "0.1.0" }).Save(Path.Combine(Run, "manifest.json"));

        Search().Invoking(run => run.Run()).Should().Throw<RunConditionsException>().WithMessage("*results version is 1, but was absent*choose another folder.");
    }

    [Fact]
    public void A_checkpoint_of_schema_version_1_is_refused_in_one_line()
    {
        Cancel(5);
        foreach (string checkpoint in Directory.GetDirectories(Path.Combine(Run, "checkpoints"))) MakeOld(checkpoint);
        var before = Snapshot();

        Search().Invoking(run => run.Run()).Should().Throw<CheckpointException>().WithMessage("*schema version 1, but this version of the library reads 2; go on with the version that wrote it*")
            .Which.Message.Should().NotContain("\n");

        Snapshot().Should().BeEquivalentTo(before);
    }

    [Fact]
    public void A_damaged_checkpoint_is_passed_over_with_a_warning_and_the_steps_after_the_one_before_are_measured_again()
    {
        var whole = Search(folder.Combine("whole")).Run();
        Cancel(5, o => o.Run.Checkpoints.Steps = 3);
        string state = Path.Combine(Run, "checkpoints", "5", "state.json");
        File.AppendAllText(state, " ");
        File.AppendAllText(Path.Combine(Run, "steps.jsonl"), "{\"step\":5,\"pha");
        measured = 0;

        var result = Search().Run();

        measured.Should().Be(Steps - 3);
        warnings.Should().ContainSingle().Which.Should().Contain("checkpoint").And.Contain("Going on from the checkpoint of step 3");
        WithoutTime(result).Should().Equal(WithoutTime(whole));
        WithoutTime(StepLogReader.Read(Path.Combine(Run, "steps.jsonl"))).Should().Equal(WithoutTime(whole));
    }

    [Fact]
    public void An_agent_that_cannot_be_kept_is_searched_with_and_warned_of_and_refused_when_cut_off()
    {
        var result = new SearchRun(Run, Measures(), new PlainAgent(), Options(null), logger).Run();

        result.Steps.Should().HaveCount(Steps);
        Directory.Exists(Path.Combine(Run, "checkpoints")).Should().BeFalse();
        logger.Entries.Should().ContainSingle(e => e.Id.Id == 1009).Which.Text.Should().Contain(nameof(PlainAgent));
        new SearchRun(Run, Measures(), new PlainAgent(), Options(null)).Run().Steps.Should().Equal(result.Steps, "it is finished");

        using var cancel = new CancellationTokenSource();
        string other = folder.Combine("other");
        new SearchRun(other, Measures(), new PlainAgent(), Options(null)).Invoking(run => run.Run(CancelAfter(4, cancel), cancel.Token)).Should().Throw<OperationCanceledException>()
            .WithMessage("The search was cancelled after 4 steps.");
        new SearchRun(other, Measures(), new PlainAgent(), Options(null)).Invoking(run => run.Run()).Should().Throw<RunFolderException>().WithMessage("*holds 4 steps of a search that is not finished, but no checkpoint*");
    }

    [Fact]
    public void A_part_that_does_not_describe_itself_is_warned_of()
    {
        new SearchRun(Run, Measures(), new PlainAgent(), Options(null), logger).Run();

        warnings.Should().ContainSingle().Which.Should().StartWith("PlainAgent does not describe itself, so that a change of its options goes unnoticed");
        logger.Entries.Should().ContainSingle(e => e.Id.Id == 1010);
    }

    [Fact]
    public void A_stop_condition_ends_with_a_result_that_comes_again()
    {
        var result = Search(options: o => o.StopWhen = step => step.Step == 6).Run();

        (result.End, result.Steps.Count).Should().Be((SearchEnd.StopCondition, 7));
        RunManifest.Load(Path.Combine(Run, "manifest.json")).End.Should().NotBeNull();
        measured = 0;
        Search(options: o => o.StopWhen = step => step.Step == 6).Run().Should().Match<SearchResult>(r => r.End == SearchEnd.StopCondition && r.Steps.SequenceEqual(result.Steps));
        measured.Should().Be(0);
        WithoutTime(Search().Run()).Should().Equal(WithoutTime(Search(folder.Combine("whole")).Run()), "without the condition it goes on to its end");
    }

    [Fact]
    public void A_time_limit_ends_with_a_result_and_a_later_one_goes_on()
    {
        var result = Search(options: o => o.TimeLimit = TimeSpan.FromTicks(1)).Run();

        result.End.Should().Be(SearchEnd.TimeLimit);
        result.Steps.Count.Should().BeLessThan(Steps);
        Search().Run().Should().Match<SearchResult>(r => r.End == SearchEnd.Completed && r.Steps.Count == Steps);
    }

    [Fact]
    public void An_exception_of_progress_ends_the_run_which_goes_on_from_its_last_checkpoint()
    {
        var whole = Search(folder.Combine("whole")).Run();

        Search().Invoking(run => run.Run(RunProgress.Each(report => { if (report.Done == 4) throw new IOException("disk full"); }))).Should().Throw<IOException>().WithMessage("disk full");

        File.ReadAllText(Latest).Should().Be("0\n");
        StepLogReader.Read(Path.Combine(Run, "steps.jsonl")).Should().HaveCount(4);
        WithoutTime(Search().Run()).Should().Equal(WithoutTime(whole));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_abandoned_step_leaves_no_checkpoint_after_it(bool oneTokenForBoth)
    {
        var whole = Search(folder.Combine("whole")).Run();
        using var abort = new CancellationTokenSource();
        var run = Search(options: o => o.Run.Checkpoints.Steps = 3, abandon: step => { if (step == 4) abort.Cancel(); });

        run.Invoking(r => r.Run(cancel: oneTokenForBoth ? abort.Token : default, abort: abort.Token)).Should().Throw<OperationCanceledException>();

        File.ReadAllText(Latest).Should().Be("3\n");
        StepLogReader.Read(Path.Combine(Run, "steps.jsonl")).Should().HaveCount(4);
        WithoutTime(Search().Run()).Should().Equal(WithoutTime(whole));
    }

    [Fact]
    public void A_checkpoint_is_written_when_due_after_the_steps_that_it_counts_on()
    {
        var seen = new List<(long, string)>();
        Search(options: o => o.Run.Checkpoints.Steps = 5).Run(RunProgress.Each(report => seen.Add((report.Done, File.ReadAllText(Latest).TrimEnd()))));

        seen.Select(s => s.Item2).Should().Equal("0", "0", "0", "0", "0", "5", "5", "5", "5", "5", "10", "10");
        Directory.GetDirectories(Path.Combine(Run, "checkpoints")).Select(Path.GetFileName).Should().BeEquivalentTo("10", $"{Steps}");
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_refused()
    {
        File.WriteAllText(folder.Combine("file"), "");

        Search(folder.Combine("file/run")).Invoking(run => run.Run()).Should().Throw<RunFolderException>().WithMessage("*file/run' cannot be written: *. Choose another folder, or change its permissions.");
    }

    [Fact]
    public void One_object_can_be_run_again()
    {
        using var cancel = new CancellationTokenSource();
        var run = Search();
        run.Invoking(r => r.Run(CancelAfter(5, cancel), cancel.Token)).Should().Throw<OperationCanceledException>();

        var result = run.Run();

        WithoutTime(result).Should().Equal(WithoutTime(Search(folder.Combine("whole")).Run()));
        run.Run().Steps.Should().Equal(result.Steps);
    }

    private OperationCanceledException Cancel(int steps, Action<SearchOptions>? options = null)
    {
        using var cancel = new CancellationTokenSource();
        return Search(options: options).Invoking(run => run.Run(CancelAfter(steps, cancel), cancel.Token)).Should().Throw<OperationCanceledException>().Which;
    }

    private static IProgress<RunProgress> CancelAfter(int steps, CancellationTokenSource cancel) => RunProgress.Each(report => { if (report.Done == steps) cancel.Cancel(); });

    private SearchRun Search(string? at = null, long seed = 7, Action<SearchOptions>? options = null, Action<int>? abandon = null) =>
        new(at ?? Run, Measures(abandon), new RegularizedEvolutionAgent(Space, seed, new EvolutionOptions { Population = 4, Sample = 2 }), Options(options), logger);

    private SearchOptions Options(Action<SearchOptions>? change)
    {
        var options = new SearchOptions { Steps = Steps, Command = "ddas search", Run = new RunOptions { Warn = warnings.Add, Checkpoints = new CheckpointOptions { Minutes = null } } };
        change?.Invoke(options);
        return options;
    }

    private SearchEnvironment Measures(Action<int>? abandon = null) =>
        new(new Counting(new SyntheticEvaluator(Space, new SyntheticEvaluatorOptions { DriftVisits = 3 }), step =>
        {
            abandon?.Invoke(step);
            measured++;
        }));

    private static IEnumerable<StepRecord> WithoutTime(SearchResult result) => WithoutTime(result.Steps);

    private static IEnumerable<StepRecord> WithoutTime(IEnumerable<StepRecord> steps) => steps.Select(step => step with { Seconds = 0 });

    private Dictionary<string, string> Snapshot() => Directory.EnumerateFiles(Run, "*", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith("lock", StringComparison.Ordinal)).ToDictionary(file => file, file => Convert.ToHexString(File.ReadAllBytes(file)));

    private static void MakeOld(string checkpoint)
    {
        string header = Path.Combine(checkpoint, "state.json"), sums = Path.Combine(checkpoint, "SHA256SUMS");
        string text = File.ReadAllText(header), old = text.Replace("\"schemaVersion\": 2", "\"schemaVersion\": 1", StringComparison.Ordinal);
        old.Should().NotBe(text);
        string before = Hash(header);
        File.WriteAllText(header, old);
        File.WriteAllText(sums, File.ReadAllText(sums).Replace(before, Hash(header), StringComparison.Ordinal));

        static string Hash(string path) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
    }

    private sealed class Counting(IArchitectureEvaluator inner, Action<int> before) : DelegatingEvaluator(inner)
    {
        public override ArchitectureScore Evaluate(Architecture architecture, int step, CancellationToken abort)
        {
            before(step);
            return base.Evaluate(architecture, step, abort);
        }
    }

    private sealed class PlainAgent : ISearchAgent
    {
        public ArchitectureWeights Act(ArchitectureWeights state, int step) => UniformAction.At(Space, 1, step);

        public void Observe(Transition transition)
        {
        }
    }
}

using Ddas.Nas.Records;
using Ddas.Nas.Tool.Common;
using Ddas.Nas.Tool.Reproduction;

namespace Ddas.Nas.Tool.Tests.Reproduction;

public sealed class ReproductionPlanTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private ReproductionPlan Plan => new(folder.Path, ["--dataset", "mini"], ["--threads", "1"], ReproductionScale.Small);

    [Fact]
    public void Everything_is_one_supernet_its_searches_and_the_trained_fronts()
    {
        var jobs = Plan.Jobs(ReproductionTarget.All);

        jobs.Select(j => j.Kind).Should().BeInAscendingOrder();
        jobs.Count(j => j.Kind == ReproductionJobKind.Warmup).Should().Be(1);
        // Four methods, two more rewards, three seeds each.
        jobs.Count(j => j.Kind == ReproductionJobKind.Search).Should().Be(18);
        jobs.Count(j => j.Kind == ReproductionJobKind.Evaluate).Should().Be(4);
        jobs.Select(j => j.Folder).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void A_figure_takes_only_the_runs_behind_it()
    {
        var jobs = Plan.Jobs(ReproductionTarget.Find([3], []));

        jobs.Where(j => j.Kind == ReproductionJobKind.Search).Select(j => j.Arguments[2]).Should().Equal("rs", "rs", "rs", "nl", "nl", "nl", "g", "g", "g", "4s", "4s", "4s");
        jobs.Should().NotContain(j => j.Kind == ReproductionJobKind.Evaluate);
    }

    [Fact]
    public void A_finished_run_is_not_done_again_and_a_short_one_is()
    {
        Finish("rs", "seed-0", 240);
        Finish("rs", "seed-1", 239);

        var missing = Plan.Missing(ReproductionTarget.Find([3], []));

        missing.Should().HaveCount(12).And.NotContain(j => j.Folder == Path.Combine(folder.Path, "runs", "rs", "seed-0"));
        missing[0].Kind.Should().Be(ReproductionJobKind.Warmup);
    }

    [Fact]
    public void The_time_left_is_that_of_the_finished_searches()
    {
        Plan.SearchesLeft(ReproductionTarget.Find([3], [])).Should().BeNull();

        Finish("rs", "seed-0", 240);

        // 240 steps of a second, eleven searches to do.
        Plan.SearchesLeft(ReproductionTarget.Find([3], [])).Should().Be(TimeSpan.FromSeconds(11 * 240));
    }

    [Fact]
    public void No_supernet_is_needed_where_every_search_is_there()
    {
        foreach (string method in (string[])["rs", "nl", "g", "4s"])
            foreach (string seed in (string[])["seed-0", "seed-1", "seed-2"]) Finish(method, seed, 240);

        Plan.Missing(ReproductionTarget.Find([3, 4, 5], [])).Should().BeEmpty();
    }

    [Fact]
    public void The_paper_scale_keeps_every_default_of_the_commands()
    {
        var jobs = new ReproductionPlan("out", ["--dataset", "cifar10", "--data", "my images"], [], ReproductionScale.Paper("cifar10")).Jobs(ReproductionTarget.Find([2], []));

        jobs[0].ToString().Should().Be($"ddas warmup --dataset cifar10 --data 'my images' --out {Path.Combine("out", "supernet")}");
        jobs[^1].ToString().Should().Be($"ddas search --agent nl --reward loss --seed 2 --supernet {Path.Combine("out", "supernet")} --run {Path.Combine("out", "runs", "nl-loss", "seed-2")}");
    }

    [Fact]
    public void A_command_can_be_pasted_whatever_its_paths_hold() =>
        new ReproductionJob(ReproductionJobKind.Warmup, ["warmup", "--out", "it's $HOME"], "x").ToString().Should().Be(@"ddas warmup --out 'it'\''s $HOME'");

    [Fact]
    public void An_unknown_figure_is_named() =>
        FluentActions.Invoking(() => ReproductionTarget.Find([7], [])).Should().Throw<UsageException>().WithMessage("There is nothing to reproduce for figure 7; choose of figure 2,*table 2.");

    [Theory]
    [InlineData("batches", "25", "batches is '25' there and '10' here")]
    [InlineData("reward", "loss", "reward is 'loss' there and 'full' here")]
    [InlineData("agent", "g", "agent is 'g' there and 'rs' here")]
    public void A_run_with_other_options_is_refused(string option, string value, string difference)
    {
        Finish("rs", "seed-0", 240, manifest => manifest with { Options = new Dictionary<string, string>(manifest.Options) { [option] = value } });

        ShouldBeRefused(difference);
    }

    [Fact]
    public void A_run_with_another_seed_or_other_images_is_refused()
    {
        Finish("rs", "seed-0", 240, manifest => manifest with { Seed = 7, Dataset = new RunDataset("fashion-mnist train", "") });

        ShouldBeRefused("the seed is 7 there and 0 here; the images are 'fashion-mnist train' there and of 'mini' here");
    }

    [Fact]
    public void Options_on_which_nothing_depends_and_those_that_an_earlier_version_lacked_may_differ()
    {
        Finish("rs", "seed-0", 240, manifest => manifest with { Options = new Dictionary<string, string> { ["agent"] = "rs", ["quiet"] = "True", ["threads"] = "2" } });

        Plan.Missing(ReproductionTarget.Find([3], [])).Should().NotContain(j => j.Folder == Path.Combine(folder.Path, "runs", "rs", "seed-0"));
    }

    [Fact]
    public async Task The_command_refuses_another_run_with_one_line()
    {
        Finish("rs", "seed-0", 240, manifest => manifest with { Options = new Dictionary<string, string>(manifest.Options) { ["batches"] = "25" } });
        var (output, error) = (new StringWriter(), new StringWriter());

        int code = await Application.RunAsync(["reproduce", "--figure", "3", "--scale", "small", "--dataset", "mini", "--out", folder.Path], output, error, CancellationToken.None);

        (code, output.ToString()).Should().Be((2, ""));
        error.ToString().Should().StartWith("ddas: ").And.Contain("batches is '25' there").And.Match(text => text.Count(c => c == '\n') == 1);
    }

    private void ShouldBeRefused(string difference) =>
        Plan.Invoking(plan => plan.Missing(ReproductionTarget.Find([3], []))).Should().Throw<UsageException>()
            .WithMessage($"'{Path.Combine(folder.Path, "runs", "rs", "seed-0")}' holds a run that is not of this reproduction: {difference}. Remove that folder, or name another with --out.");

    private void Finish(string method, string seed, int steps, Func<RunManifest, RunManifest>? change = null)
    {
        string path = Directory.CreateDirectory(folder.Combine(Path.Combine("runs", method, seed))).FullName;
        var job = Plan.Jobs(ReproductionTarget.Find([3], [])).Single(j => j.Folder == path);
        var manifest = new RunManifest
        {
            Space = "darts", Options = OptionsOf(job), Seed = long.Parse(seed[5..]),
            LibraryVersion = "0.1.0", Threads = 1, ProcessorFeatures = "", Device = "cpu", Dataset = new RunDataset("mini train", ""), Start = DateTimeOffset.UnixEpoch,
        };
        (change?.Invoke(manifest) ?? manifest).Save(Path.Combine(path, "manifest.json"));
        using var log = StepLogWriter.Create(Path.Combine(path, "steps.jsonl"));
        foreach (var step in ScriptedRuns.Run(steps, 0.1, 0.2)) log.Write(step);
    }

    /// <summary>The options as version 0.1 wrote them into a run's manifest.</summary>
    private static Dictionary<string, string> OptionsOf(ReproductionJob job) =>
        job.Arguments.Skip(1).Chunk(2).ToDictionary(static option => option[0].TrimStart('-'), static option => option[1]);
}

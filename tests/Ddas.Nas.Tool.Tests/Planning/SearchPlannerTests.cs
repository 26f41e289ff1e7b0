using System.Text.Json;

namespace Ddas.Nas.Tool.Tests.Planning;

public sealed class SearchPlannerTests : IDisposable
{
    private static readonly string[] Table = ["--table", RepositoryData.NasBench201, "--accuracy", "cifar10_valid"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_plan_of_a_supernet_search_writes_nothing_and_its_sums_add_up()
    {
        string supernet = await Supernet();
        string[] before = Everything();

        var plan = await Plan("search", "--agent", "4s", "--supernet", supernet, "--steps", "30", "--batches", "3", "--bn", "recalibrate:2", "--valid", "24", "--stagnation", "2", "--burst", "3", "--seeds", "0,1", "--run", folder.Combine("run"));

        Everything().Should().Equal(before);
        plan.GetProperty("parts").EnumerateArray().Select(part => (part.GetProperty("name").GetString(), part.GetProperty("perStep").GetDouble()))
            .Should().Equal(("training batch", 3), ("recalibration batch", 2), ("evaluation batch", 24 / 128.0));
        plan.GetProperty("stepSeconds").GetProperty("expected").GetDouble().Should().BePositive();
        var runs = plan.GetProperty("runs").EnumerateArray().ToList();
        runs.Select(run => run.GetProperty("seed").GetInt64()).Should().Equal(0, 1);
        foreach (var run in runs)
        {
            var phases = run.GetProperty("phases").EnumerateArray().ToList();
            phases.Select(phase => (phase.GetProperty("phase").GetString(), phase.GetProperty("steps").GetInt32(), phase.GetProperty("burstSteps").GetInt32()))
                .Should().Equal(("explore", 10, 0), ("exploit", 10, 0), ("final", 10, 5));
            foreach (string figure in (string[])["expected", "least", "most"])
                Seconds(run, figure).Should().BeApproximately(phases.Sum(phase => Seconds(phase, figure)) + run.GetProperty("checkpointSeconds").GetDouble(), 1e-9);
            run.GetProperty("checkpoints").GetInt64().Should().Be(2);
            Seconds(run, "least").Should().BeLessThanOrEqualTo(Seconds(run, "expected"));
            Seconds(run, "expected").Should().BeLessThanOrEqualTo(Seconds(run, "most"));
        }

        Seconds(plan, "expected").Should().BeApproximately(runs.Sum(run => Seconds(run, "expected")), 1e-9);
        var memory = plan.GetProperty("memory");
        memory.GetProperty("expected").GetInt64().Should().BeGreaterThanOrEqualTo(memory.GetProperty("measured").GetInt64());
        var disk = plan.GetProperty("disk");
        disk.GetProperty("bytes").GetInt64().Should().Be(runs.Sum(run => run.GetProperty("logBytes").GetInt64() + run.GetProperty("checkpointBytes").GetInt64()));
        disk.GetProperty("free").GetInt64().Should().BePositive();
    }

    [Theory]
    [InlineData("nl", 0.95, 1.1)]
    [InlineData("rs", 1, 1.5)] // of a network as small as this, figures of BatchNorm are a large part, which have no momentum
    public async Task The_folder_of_the_run_becomes_about_as_large_as_planned(string agent, double least, double most)
    {
        string[] search = ["search", "--agent", agent, "--supernet", await Supernet(), "--steps", "60", "--batches", "1", "--run", folder.Combine("run")];

        var plan = await Plan(search);
        (await Run([.. search, "--quiet"])).Code.Should().Be(0);

        long bytes = new DirectoryInfo(folder.Combine("run")).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        (plan.GetProperty("disk").GetProperty("bytes").GetInt64() / (double)bytes).Should().BeInRange(least, most);
    }

    [Fact]
    public async Task A_search_is_the_same_after_a_plan()
    {
        string[] search = ["search", "--agent", "nl", "--supernet", await Supernet(), "--explore", "2", "--exploit", "3", "--batches", "2", "--threads", "1"];

        await Run([.. search, "--quiet", "--run", folder.Combine("a")]);
        await Plan([.. search, "--run", folder.Combine("b")]);
        await Run([.. search, "--quiet", "--run", folder.Combine("b")]);

        Faults.Toys.ShouldBeSameRun(folder.Combine("b"), folder.Combine("a"));
    }

    [Theory]
    [InlineData("rs", 1)]
    [InlineData("evolution", 1)]
    [InlineData("local", 1)]
    [InlineData("nl", 2)]
    [InlineData("4s", 3)]
    public async Task A_plan_of_a_table_search_has_the_phases_of_its_agent(string agent, int phases)
    {
        var plan = await Plan(["search", "--agent", agent, .. Table, "--run", folder.Combine("run")]);

        plan.GetProperty("parts").EnumerateArray().Should().ContainSingle().Which.GetProperty("name").GetString().Should().Be("table row");
        var run = plan.GetProperty("runs").EnumerateArray().Should().ContainSingle().Subject;
        run.GetProperty("phases").EnumerateArray().Should().HaveCount(phases);
        run.GetProperty("steps").GetInt32().Should().Be(1500);
        Directory.Exists(folder.Combine("run")).Should().BeFalse();
    }

    [Fact]
    public async Task With_resume_the_rest_of_a_run_is_planned_and_without_it_is_refused()
    {
        string[] search = ["search", "--agent", "nl", .. Table, "--explore", "20", "--exploit", "20", "--run", folder.Combine("run")];
        var finished = await Run([.. search, "--quiet", "--checkpoint-steps", "15"]);
        finished.Code.Should().Be(0);
        CutOffAfterStep(30);
        string[] before = Everything();

        var plan = await Plan([.. search, "--resume"]);
        var refused = await Run([.. search, "--plan"]);
        var changed = await Run([.. search, "--reward", "loss", "--resume", "--plan"]);

        Everything().Should().Equal(before);
        var run = plan.GetProperty("runs").EnumerateArray().Single();
        (run.GetProperty("from").GetInt32(), run.GetProperty("steps").GetInt32()).Should().Be((30, 10));
        run.GetProperty("phases").EnumerateArray().Should().ContainSingle().Which.GetProperty("steps").GetInt32().Should().Be(10);
        (refused.Code, refused.Output).Should().Be((2, ""));
        refused.Error.Should().Contain("already holds a run").And.Contain("--resume");
        (changed.Code, changed.Output).Should().Be((2, ""));
        changed.Error.Should().Contain("option reward is loss, but was full");
    }

    [Fact]
    public async Task The_text_says_time_memory_and_disk()
    {
        var (code, output, _) = await Run(["search", "--agent", "rs", .. Table, "--steps", "60", "--time-limit", "00:00:00.000001", "--run", folder.Combine("run"), "--plan", "--quiet"]);

        code.Should().Be(0);
        output.Should().Contain("in all").And.Contain("memory, peak").And.Contain("free").And.MatchRegex("--time-limit ends it after about [0-9]+ steps?");
    }

    [Theory]
    [InlineData("--valid", "9999", "ValidImages is 9999")]
    [InlineData("--max-flops", "1", "Limit is 1")]
    [InlineData("--bn", "fast", "'fast' is no BatchNorm policy")]
    [InlineData("--seeds", "1,1", "--seeds is '1,1'")]
    public async Task Bad_input_is_refused_as_the_search_would(string option, string value, string problem)
    {
        var (code, output, error) = await Run(["search", "--agent", "rs", "--supernet", await Supernet(), option, value, "--run", folder.Combine("run"), "--plan", "--quiet"]);

        (code, output).Should().Be((2, ""));
        error.Should().Contain(problem);
    }

    [Fact]
    public async Task Json_without_a_plan_is_refused()
    {
        var (code, _, error) = await Run(["search", "--agent", "rs", .. Table, "--run", folder.Combine("run"), "--json"]);

        (code, error.Contains("--json is for --plan")).Should().Be((2, true));
    }

    private static double Seconds(JsonElement of, string figure) => of.GetProperty("seconds").GetProperty(figure).GetDouble();

    /// <summary>Leaves what a search leaves that was killed after its checkpoint.</summary>
    private void CutOffAfterStep(int step)
    {
        string checkpoints = folder.Combine("run/checkpoints");
        foreach (string other in Directory.GetDirectories(checkpoints).Where(path => Path.GetFileName(path) != $"{step}")) Directory.Delete(other, recursive: true);
        File.WriteAllText(Path.Combine(checkpoints, "latest"), $"{step}\n");
    }

    private string[] Everything() => [.. Directory.EnumerateFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories).Select(path => $"{path} {File.GetLastWriteTimeUtc(path):O}").Order(StringComparer.Ordinal)];

    private async Task<string> Supernet()
    {
        string supernet = folder.Combine("supernet");
        (await Run("warmup", "--dataset", "mini", "--image", "16", "--cells", "1", "--channels", "2", "--epochs", "1", "--train", "64", "--valid", "32", "--quiet", "--out", supernet)).Code.Should().Be(0);
        return supernet;
    }

    private static async Task<JsonElement> Plan(params string[] arguments)
    {
        var (code, output, error) = await Run([.. arguments, "--plan", "--json", "--quiet"]);
        error.Should().BeEmpty();
        code.Should().Be(0);
        return JsonDocument.Parse(output).RootElement;
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        int code = await Application.RunAsync(arguments, output, error, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }
}

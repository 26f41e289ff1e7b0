using System.Text;
using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Tool.Tests.Commands;

public sealed class ReportCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_search_has_a_report_with_the_command_that_repeats_it_and_TensorBoard_events()
    {
        string supernet = folder.Combine("super net"), run = folder.Combine("run");
        await Run("warmup", "--dataset", "mini", "--image", "16", "--cells", "1", "--channels", "2", "--epochs", "1", "--train", "64", "--valid", "32", "--quiet", "--out", supernet);
        await Run("search", "--agent", "rs", "--supernet", supernet, "--steps", "3", "--batches", "1", "--seeds", "4,5", "--tensorboard", "--quiet", "--run", run);

        var (code, output, error) = await Run("report", "--run", run);

        error.Should().BeEmpty();
        code.Should().Be(0);
        output.Should().StartWith("2 runs, ").And.Contain(Path.Combine(run, "report.html"));
        string page = await File.ReadAllTextAsync(Path.Combine(run, "report.html"));
        page.Should().Contain($"ddas search --tensorboard --agent rs --steps 3 --supernet &#39;{supernet}&#39; --batches 1 --seed 4 --run DIR");
        File.Exists(Path.Combine(run, "figures", "front-flops.png")).Should().BeTrue();
        foreach (string seed in (string[])["seed-4", "seed-5"])
        {
            string events = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Directory.GetFiles(Path.Combine(run, seed, "tensorboard")).Single()));
            events.Split("search/accuracy").Should().HaveCount(4);
            events.Split("cost/flops").Should().HaveCount(4);
            events.Should().NotContain("agent/criticLoss");
        }
    }

    [Fact]
    public async Task The_command_of_a_manifest_repeats_the_run()
    {
        await Run("search", "--agent", "rs", "--table", "nasbench201", "--accuracy", "cifar10_valid", "--cost", "flops_m", "--steps", "5", "--seed", "3", "--quiet", "--run", folder.Combine("a"));
        string command = RunManifest.Load(folder.Combine("a/manifest.json")).Command!;

        await Run([.. command.Split(' ').Skip(1).Select(word => word == "DIR" ? folder.Combine("b") : word), "--quiet"]);

        Steps("b").Should().Equal(Steps("a"));
    }

    [Fact]
    public async Task Published_curves_and_another_folder_are_taken()
    {
        string curves = folder.Combine("curves.csv"), run = folder.Combine("run");
        await File.WriteAllTextAsync(curves, "method,x,y\nElsewhere,0,10\nElsewhere,1,20\n");
        SaveRun(run);

        var (code, _, error) = await Run("report", "--run", run, "--out", folder.Combine("out"), "--reference", curves, "--title", "A <title>");

        error.Should().BeEmpty();
        code.Should().Be(0);
        (await File.ReadAllTextAsync(folder.Combine("out/report.html"))).Should().Contain("Elsewhere (published)").And.Contain("<title>A &lt;title&gt;</title>");
    }

    [Theory]
    [InlineData("'{0}/none' holds no run", "--run", "{0}/none")]
    [InlineData("--out is '{0}/file'", "--run", "{0}/run", "--out", "{0}/file")]
    [InlineData("{0}/bad.csv: a reference file needs the columns", "--run", "{0}/run", "--reference", "{0}/bad.csv")]
    [InlineData("{0}/run/none", "--run", "{0}/run", "--reference", "{0}/run/none")]
    [InlineData("'{0}/empty' holds no trained cell", "--run", "{0}/run", "--trained", "{0}/empty")]
    [InlineData("Title is empty", "--run", "{0}/run", "--title", " ")]
    [InlineData("Option '--run' is required", "--out", "{0}/x")]
    public async Task Bad_input_is_one_line_and_exit_code_2(string line, params string[] args)
    {
        SaveRun(folder.Combine("run"));
        Directory.CreateDirectory(folder.Combine("empty"));
        await File.WriteAllTextAsync(folder.Combine("file"), "");
        await File.WriteAllTextAsync(folder.Combine("bad.csv"), "a,b\n1,2\n");

        var (code, output, error) = await Run(["report", .. args.Select(a => a.Replace("{0}", folder.Path, StringComparison.Ordinal))]);

        (code, output).Should().Be((2, ""));
        error.Should().StartWith("ddas: ").And.Contain(line.Replace("{0}", folder.Path, StringComparison.Ordinal));
        error.TrimEnd('\n').Should().NotContain("\n");
    }

    private static void SaveRun(string path)
    {
        var run = RunFolder.At(Directory.CreateDirectory(path).FullName);
        new RunManifest
        {
            Space = "darts", Options = new Dictionary<string, string> { ["agent"] = "rs" }, Seed = 0, LibraryVersion = "0.1.0", Threads = 1, ProcessorFeatures = "", Device = "cpu", Start = default,
        }.Save(run.ManifestPath);
        using var log = StepLogWriter.Create(run.StepsPath);
        log.Write(new StepRecord { Step = 0, Phase = "explore", Genotype = "x", Accuracy = 0.5, Loss = 1, Reward = 0, Seconds = 1 });
    }

    private IEnumerable<StepRecord> Steps(string run) => StepLogReader.Read(Path.Combine(folder.Combine(run), "steps.jsonl")).Select(step => step with { Seconds = 0 });

    private static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        int code = await Application.RunAsync(args, output, error, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }
}

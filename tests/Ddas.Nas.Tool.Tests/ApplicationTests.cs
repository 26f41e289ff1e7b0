using System.Text.Json;
using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Tool.Tests;

public sealed class ApplicationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Describe_gives_the_published_figures_of_DARTS_V2()
    {
        var (code, output, _) = await Run("describe", "--genotype", "DARTS_V2", "--cells", "20", "--channels", "36", "--classes", "10", "--json");

        code.Should().Be(0);
        var answer = JsonDocument.Parse(output).RootElement;
        answer.GetProperty("parameters").GetInt64().Should().Be(3_349_342);
        answer.GetProperty("parametersWithAuxiliary").GetInt64().Should().Be(3_825_768);
        answer.GetProperty("flopsPaper").GetInt64().Should().Be(1_078_259_308);
        answer.GetProperty("normal").GetProperty("width").GetDouble().Should().Be(3.5);
        answer.GetProperty("normal").GetProperty("depth").GetInt32().Should().Be(3);
        answer.GetProperty("reduction").GetProperty("width").GetDouble().Should().Be(2.5);
        answer.GetProperty("reduction").GetProperty("depth").GetInt32().Should().Be(3);
    }

    [Fact]
    public async Task Doctor_passes_where_everything_is_there()
    {
        var (code, output, _) = await Run("doctor", "--json");

        JsonDocument.Parse(output).RootElement.EnumerateArray().Where(c => !c.GetProperty("ok").GetBoolean()).Should().BeEmpty();
        code.Should().Be(0);
    }

    [Theory]
    [InlineData("No published cell is called 'NOPE'", "describe", "--genotype", "NOPE")]
    [InlineData("At position 36", "describe", "--genotype", "Genotype(normal=[('sep_conv_9x9',0)])")]
    [InlineData("Channels is -3, but must be from 1 to 4096. Cells is 0", "describe", "--genotype", "DARTS_V2", "--cells", "0", "--channels", "-3")]
    [InlineData("--dataset is 'nope', but must be one of mini", "warmup", "--dataset", "nope", "--out", "{0}/x")]
    [InlineData("There is no folder or .zip file {0}/none", "warmup", "--dataset", "fashion-mnist", "--data", "{0}/none", "--out", "{0}/x")]
    [InlineData("Channels is 0, but must be from 2 to 4096. Epochs is 0", "warmup", "--dataset", "mini", "--epochs", "0", "--channels", "0", "--out", "{0}/x")]
    [InlineData("'{0}/none' holds no supernet", "search", "--agent", "rs", "--supernet", "{0}/none", "--run", "{0}/x")]
    [InlineData("--agent is 'zz', but must be one of rs", "search", "--agent", "zz", "--supernet", "{0}/none", "--run", "{0}/x")]
    [InlineData("either --supernet", "search", "--agent", "rs", "--run", "{0}/x")]
    [InlineData("Cannot parse argument 'x' for option '--steps' as a whole number. See ddas search --help.", "search", "--agent", "rs", "--steps", "x", "--run", "{0}/x")]
    [InlineData("Cannot parse argument 'x' for option '--seed' as a whole number. See ddas search --help.", "search", "--agent", "rs", "--seed", "x", "--run", "{0}/x")]
    [InlineData("Cannot parse argument 'x' for option '--time-limit' as a time such as 02:30:00.", "search", "--agent", "rs", "--time-limit", "x", "--run", "{0}/x")]
    [InlineData(" See ddas --help.", "nonsense")]
    [InlineData("--threads is 100000, but must be from 1 to ", "search", "--agent", "rs", "--threads", "100000", "--table", "x", "--run", "{0}/x")]
    [InlineData("--threads is 0, but must be from 1 to ", "warmup", "--dataset", "mini", "--threads", "0", "--out", "{0}/x")]
    [InlineData("999999996, but must be at most 1024", "warmup", "--dataset", "mini", "--image", "999999996", "--out", "{0}/x")]
    [InlineData("999999996, but must be from 1 to 1024", "warmup", "--dataset", "folder", "--data", "{0}", "--image", "999999996", "--out", "{0}/x")]
    [InlineData("999999996, but must be at most 1024", "evaluate", "--genotype", "DARTS_V2", "--dataset", "mini", "--image", "999999996", "--out", "{0}/x")]
    [InlineData("ImageSize is 2147483647, but must be from 4 to 1024.", "describe", "--genotype", "DARTS_V2", "--image", "2147483647")]
    [InlineData("/dev/zero is a device", "search", "--agent", "rs", "--table", "/dev/zero", "--accuracy", "a", "--run", "{0}/x")]
    public async Task Bad_input_is_one_line_and_exit_code_2(string line, params string[] args)
    {
        var (code, output, error) = await Run([.. args.Select(a => a.Replace("{0}", folder.Path, StringComparison.Ordinal))]);

        code.Should().Be(2);
        output.Should().BeEmpty();
        error.Should().StartWith("ddas: ").And.Contain(line.Replace("{0}", folder.Path, StringComparison.Ordinal));
        error.TrimEnd('\n').Should().NotContain("\n");
    }

    [Fact]
    public async Task Warm_up_and_search_leave_their_folders_and_repeat_by_seed()
    {
        string supernet = await Supernet();

        foreach (var (name, seed) in (IEnumerable<(string, string)>)[("a", "2"), ("b", "2"), ("c", "3")])
        {
            var (code, _, error) = await Run("search", "--agent", "nl", "--supernet", supernet, "--steps", "3", "--batches", "1", "--seed", seed, "--quiet", "--run", folder.Combine(name));
            error.Should().BeEmpty();
            code.Should().Be(0);
        }

        Steps("a").Should().HaveCount(3).And.Equal(Steps("b")).And.NotEqual(Steps("c"));
        File.ReadLines(Path.Combine(folder.Combine("a"), "front.csv")).First().Should().Be("step,accuracy,flops,parameters,genotype");
        RunManifest.Load(Path.Combine(folder.Combine("a"), "manifest.json")).End.Should().NotBeNull();

        var again = await Run("search", "--agent", "rs", "--supernet", supernet, "--steps", "1", "--run", folder.Combine("a"));
        again.Code.Should().Be(2);
        again.Error.Should().Contain("already holds a search");
    }

    [Fact]
    public async Task The_plan_of_a_reproduction_names_every_command_and_does_nothing()
    {
        var (code, output, error) = await Run("reproduce", "--figure", "3", "4", "--scale", "small", "--dataset", "mini", "--out", folder.Combine("r"), "--threads", "1", "--plan");

        error.Should().BeEmpty();
        code.Should().Be(0);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].Should().Be("13 jobs, 0 done, 13 to do:");
        lines[1].Should().StartWith("ddas warmup --dataset mini --image 16").And.Contain("--threads 1");
        lines[^1].Should().StartWith("What the searches will take is known once the first is done");
        lines[2..^1].Should().HaveCount(12).And.AllSatisfy(line => line.Should().StartWith("ddas search --agent ").And.Contain("--threads 1"));
        Directory.Exists(folder.Combine("r")).Should().BeFalse();
    }

    [Fact]
    public async Task A_reproduction_passes_every_option_of_the_machine_on()
    {
        string[] machine = ["--device", "cpu", "--threads", "1", "--libtorch", folder.Path, "--tf32", "--quiet", "--resume"];

        var (_, output, _) = await Run(["reproduce", "--figure", "3", "--scale", "small", "--dataset", "mini", "--out", folder.Combine("r"), "--plan", .. machine]);

        output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..^1].Should().AllSatisfy(line => line.Should().Contain($" {string.Join(' ', machine)} "));
    }

    [Fact]
    public async Task An_archive_that_is_not_the_official_one_is_refused()
    {
        await File.WriteAllTextAsync(folder.Combine("cifar-10-binary.tar.gz"), "something else");

        var (code, output, error) = await Run("download", "--dataset", "cifar10", "--data", folder.Path);

        (code, output).Should().Be((2, ""));
        error.Should().StartWith("ddas: ").And.Contain("cifar-10-binary.tar.gz");
    }

    [Fact]
    public async Task Damaged_images_are_one_line_and_exit_code_2()
    {
        string truncated = WriteIdx("truncated", images: 20, bytes: 20 * 28 * 28 - 1, label: 3), foreign = WriteIdx("foreign", images: 20, bytes: 20 * 28 * 28, label: 11);

        (await Run("warmup", "--dataset", "fashion-mnist", "--data", truncated, "--out", folder.Combine("a"))).Should().Match<(int Code, string Output, string Error)>(
            r => r.Code == 2 && r.Error.Contains("train-images-idx3-ubyte") && r.Error.Contains("15696") && r.Error.Contains("15695"));
        (await Run("warmup", "--dataset", "fashion-mnist", "--data", foreign, "--out", folder.Combine("b"))).Should().Match<(int Code, string Output, string Error)>(
            r => r.Code == 2 && r.Error.Contains("train-labels-idx1-ubyte") && r.Error.Contains("11"));
    }

    [Fact]
    public async Task A_folder_in_use_or_not_writable_is_one_line_and_exit_code_2()
    {
        string supernet = await Supernet(), busy = folder.Combine("busy"), file = folder.Combine("file");
        await File.WriteAllTextAsync(file, "");
        using var held = FolderLock.Acquire(Directory.CreateDirectory(busy).FullName);

        var inUse = await Run("search", "--agent", "rs", "--supernet", supernet, "--steps", "1", "--run", busy);
        var unwritable = await Run("search", "--agent", "rs", "--supernet", supernet, "--steps", "1", "--run", Path.Combine(file, "run"));

        inUse.Code.Should().Be(2);
        inUse.Error.Should().Contain(busy).And.Contain($"{Environment.ProcessId}");
        unwritable.Code.Should().Be(2);
        unwritable.Error.Should().Contain("cannot be written");
    }

    [Fact]
    public async Task A_supernet_of_another_shape_or_other_images_is_one_line_and_exit_code_2()
    {
        string supernet = await Supernet(), manifest = Path.Combine(supernet, "manifest.json"), request = Path.Combine(supernet, "dataset.json");
        string text = await File.ReadAllTextAsync(manifest), images = await File.ReadAllTextAsync(request);

        await File.WriteAllTextAsync(manifest, text.Replace("\"channels\": 2", "\"channels\": 4", StringComparison.Ordinal));
        var shape = await Run("search", "--agent", "rs", "--supernet", supernet, "--steps", "1", "--run", folder.Combine("a"));
        await File.WriteAllTextAsync(manifest, text);
        await File.WriteAllTextAsync(request, images.Replace("\"ImageSize\":16", "\"ImageSize\":28", StringComparison.Ordinal));
        var other = await Run("search", "--agent", "rs", "--supernet", supernet, "--steps", "1", "--run", folder.Combine("b"));

        shape.Code.Should().Be(2);
        shape.Error.Should().Contain(supernet).And.Contain("Float32[4] instead of Float32[8]");
        other.Code.Should().Be(2);
        other.Error.Should().Contain("checksum");
    }

    [Fact]
    public async Task Warnings_of_the_library_are_told_even_when_quiet()
    {
        var (code, _, error) = await Run("search", "--agent", "nl", "--table", RepositoryData.NasBench201, "--accuracy", "cifar10_valid", "--explore", "2", "--exploit", "1", "--quiet", "--run", folder.Combine("run"));

        code.Should().Be(0);
        error.Should().StartWith("warning: Step 1: no path leads through");
    }

    [Fact]
    public async Task The_table_of_the_library_is_searched_by_its_name()
    {
        string[] search = ["search", "--agent", "rs", "--steps", "20", "--quiet"];

        var (code, _, error) = await Run([.. search, "--table", "nasbench201", "--run", folder.Combine("own")]);
        await Run([.. search, "--table", RepositoryData.NasBench201, "--accuracy", "cifar10_valid_e12", "--test", "cifar10_test", "--cost", "flops_m", "--run", folder.Combine("file")]);
        await Run([.. search, "--table", "nasbench201", "--accuracy", "cifar10_valid", "--test", "cifar10_test_e12", "--cost", "params_m", "--run", folder.Combine("other")]);

        code.Should().Be(0, error);
        Steps("own").Should().HaveCount(20);
        Steps("own").Select(Figures).Should().Equal(Steps("file").Select(Figures));
        Steps("own").Select(Figures).Should().NotIntersectWith(Steps("other").Select(Figures));
        var (own, file) = (RunManifest.Load(folder.Combine("own/manifest.json")), RunManifest.Load(folder.Combine("file/manifest.json")));
        own.Dataset!.Should().Be(file.Dataset! with { Name = "nasbench201" });
        own.Space.Should().Be("nasbench201");

        static (string, double, double?, double?) Figures(StepRecord step) => (step.Genotype, step.Accuracy, step.TestAccuracy, step.Flops);
    }

    [Fact]
    public async Task A_stopped_search_ends_with_130()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        var (code, _, error) = await Run(stop.Token, "search", "--agent", "rs", "--table", Tables.Write(folder.Combine("table.csv")), "--accuracy", "accuracy", "--steps", "5", "--run", folder.Combine("run"));

        code.Should().Be(130);
        error.TrimEnd().Should().EndWith("ddas: cancelled. The same command with --resume goes on.");
    }

    [Fact]
    public async Task A_stopped_warm_up_says_how_to_go_on_and_a_download_has_nothing_to_go_on_with()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        var warmup = await Run(stop.Token, "warmup", "--dataset", "mini", "--image", "16", "--cells", "1", "--channels", "2", "--train", "64", "--valid", "32", "--out", folder.Combine("supernet"));

        warmup.Code.Should().Be(130);
        warmup.Error.TrimEnd().Should().EndWith("ddas: cancelled. The same command with --resume goes on.");
    }

    [Fact]
    public async Task A_pipe_in_place_of_a_table_is_refused()
    {
        string pipe = Pipes.Make(folder.Combine("table.csv"));
        var search = Task.Run(() => Run("search", "--agent", "rs", "--table", pipe, "--accuracy", "a", "--run", folder.Combine("run")));

        (await search.WaitAsync(Pipes.Patience)).Should().Match<(int Code, string Output, string Error)>(r => r.Code == 2 && r.Error.StartsWith($"ddas: {pipe} is a pipe, but only regular files are read"));
    }

    [Fact]
    public async Task A_search_of_one_step_has_one_step_and_that_of_a_table_cannot_be_rescored()
    {
        string run = folder.Combine("run");

        var search = await Run("search", "--agent", "rs", "--table", Tables.Write(folder.Combine("table.csv")), "--accuracy", "accuracy", "--steps", "1", "--run", run);
        var rescored = await Run("rescore", "--run", run, "--supernet", folder.Combine("none"));

        search.Error.Should().Contain("step 0 (1/1), ").And.Contain("at step 0, ").And.Contain("1 step in ").And.NotContain("1 steps");
        search.Output.Should().Contain("at step 0; 1 architecture on the front");
        rescored.Code.Should().Be(2);
        rescored.Error.Should().StartWith($"ddas: '{run}' is a search of the table ").And.Contain("only searches of a supernet can be rescored");
    }

    [Fact]
    public async Task Help_names_no_types_of_dotnet()
    {
        foreach (string command in (string[])["doctor", "describe", "download", "warmup", "search", "report", "rescore", "evaluate", "predict", "export", "reproduce"])
            (await Run(command, "--help")).Output.Should().NotContain("System.").And.NotContain("`1");
    }

    private async Task<string> Supernet()
    {
        string supernet = folder.Combine("supernet");
        var (code, _, error) = await Run("warmup", "--dataset", "mini", "--image", "16", "--cells", "1", "--channels", "2", "--epochs", "1", "--train", "64", "--valid", "32", "--quiet", "--out", supernet);
        error.Should().BeEmpty();
        code.Should().Be(0);
        return supernet;
    }

    private string WriteIdx(string name, int images, int bytes, byte label)
    {
        string path = Directory.CreateDirectory(folder.Combine(name)).FullName;
        foreach (string part in (IEnumerable<string>)["train", "t10k"])
        {
            File.WriteAllBytes(Path.Combine(path, $"{part}-images-idx3-ubyte"), [0, 0, 8, 3, 0, 0, 0, (byte)images, 0, 0, 0, 28, 0, 0, 0, 28, .. new byte[bytes]]);
            File.WriteAllBytes(Path.Combine(path, $"{part}-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, (byte)images, .. Enumerable.Repeat(label, images)]);
        }

        return path;
    }

    private StepRecord[] Steps(string run) =>
        [.. StepLogReader.Read(Path.Combine(folder.Combine(run), "steps.jsonl")).Select(s => s with { Seconds = 0 })];

    private static Task<(int Code, string Output, string Error)> Run(params string[] args) => Run(CancellationToken.None, args);

    private static async Task<(int Code, string Output, string Error)> Run(CancellationToken stop, params string[] args)
    {
        using StringWriter output = new(), error = new();
        int code = await Application.RunAsync(args, output, error, stop);
        return (code, output.ToString(), error.ToString());
    }
}

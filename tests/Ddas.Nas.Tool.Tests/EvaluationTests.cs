using System.Text.Json;
using Ddas.Nas.Supernet.Training;

namespace Ddas.Nas.Tool.Tests;

/// <summary>From a search to trained, exported, predicting cells, by the application's commands.</summary>
public sealed class EvaluationTests : IDisposable
{
    private static readonly string[] Toy = ["--cells", "1", "--channels", "2", "--epochs", "1", "--train", "64", "--test", "32", "--image", "16", "--batch", "16", "--threads", "1"];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_front_is_trained_by_shares_and_nothing_twice()
    {
        string run = await Run(), cells = folder.Combine("cells");
        string[] evaluate = ["evaluate", "--run", run, "--pick", "front", "--out", cells, .. Toy];

        var first = await Ddas([.. evaluate, "--task", "0", "--tasks", "2", "--quiet"]);
        var manifests = Directory.GetFiles(cells, "manifest.json", SearchOption.AllDirectories).ToDictionary(f => f, File.GetLastWriteTimeUtc);
        var second = await Ddas([.. evaluate, "--task", "1", "--tasks", "2", "--quiet"]);
        var again = await Ddas(evaluate);

        first.Code.Should().Be(0);
        first.Output.Should().Contain("cells are trained; the table comes with the last");
        second.Output.Should().StartWith("cell ").And.Contain("step ");
        again.Output.Should().Be(second.Output);
        again.Error.Should().Contain("cells are trained already").And.NotContain("is trained:");
        foreach (var (file, time) in manifests) File.GetLastWriteTimeUtc(file).Should().Be(time);
        int points = File.ReadLines(Path.Combine(run, "front.csv")).Count() - 1;
        points.Should().BeGreaterThan(1, "both shares shall have work");
        File.ReadLines(Path.Combine(cells, "table.csv")).Should().HaveCount(points + 1);
        JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(cells, "statistics.json"))).RootElement.GetProperty("cells").GetInt32().Should().Be(points);
        TrainedCell.ReadManifest(Directory.GetDirectories(cells, "step-*")[0]).Source!.Run.Should().Be("run");
    }

    [Fact]
    public async Task A_folder_keeps_to_its_list_of_cells()
    {
        string cells = folder.Combine("cells");
        await Ddas(["evaluate", "--genotype", "DARTS_V2", "--dataset", "mini", "--out", cells, "--quiet", .. Toy]);

        var other = await Ddas(["evaluate", "--genotype", "DARTS_V2", "--dataset", "mini", "--out", cells, "--seed", "3", .. Toy]);
        var more = await Ddas(["evaluate", "--genotype", "DARTS_V1", "--dataset", "mini", "--out", cells, .. Toy]);

        other.Code.Should().Be(2);
        other.Error.Should().Contain("seed is 0 there and 3 here");
        more.Code.Should().Be(2);
        more.Error.Should().Contain("or others. Name another folder with --out");
    }

    [Fact]
    public async Task A_training_that_was_stopped_goes_on_and_ends_as_one_that_was_not()
    {
        string[] evaluate = ["evaluate", "--genotype", "DARTS_V2", "--dataset", "mini", "--quiet", .. Toy];
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        var whole = await Ddas([.. evaluate, "--out", folder.Combine("whole")]);
        var stopped = await Ddas(stop.Token, [.. evaluate, "--out", folder.Combine("cut")]);
        var refused = await Ddas([.. evaluate, "--out", folder.Combine("cut")]);
        var resumed = await Ddas([.. evaluate, "--out", folder.Combine("cut"), "--resume"]);

        (whole.Code, stopped.Code, refused.Code, resumed.Code).Should().Be((0, 130, 2, 0));
        refused.Error.Should().Contain("already holds a training. Go on with it by resuming");
        File.ReadAllBytes(folder.Combine("cut/DARTS_V2/network.safetensors")).Should().Equal(File.ReadAllBytes(folder.Combine("whole/DARTS_V2/network.safetensors")));
        Directory.Exists(folder.Combine("cut/DARTS_V2/checkpoints")).Should().BeFalse();
    }

    [Fact]
    public async Task A_trained_cell_is_exported_and_predicts()
    {
        string cells = folder.Combine("cells"), cell = Path.Combine(cells, "DDAS_4S_CIFAR100_fig9"), onnx = folder.Combine("cell.onnx"), weights = folder.Combine("cell.safetensors");
        var evaluated = await Ddas(["evaluate", "--genotype", "DDAS_4S_CIFAR100_fig9", "--dataset", "mini", "--out", cells, "--latency", "--quiet", .. Toy]);
        string image = Image();

        var exported = await Ddas("export", "--checkpoint", cell, "--onnx", onnx, "--preprocessing", "--safetensors", weights, "--latency");
        var predicted = await Ddas("predict", "--checkpoint", cell, "--images", folder.Path, "--json");

        evaluated.Output.Should().Contain("latency ms").And.Contain("front of test accuracy and latency: DDAS_4S_CIFAR100_fig9");
        exported.Should().Match<(int Code, string Output, string Error)>(e => e.Code == 0 && e.Output.Contains("in ONNX Runtime") && e.Output.Contains("bit for bit") && e.Output.Contains("an image takes"));
        new FileInfo(onnx).Length.Should().BeGreaterThan(1000);
        File.ReadAllBytes(weights).Should().Equal(File.ReadAllBytes(Path.Combine(cell, "network.safetensors")));
        var answer = JsonDocument.Parse(predicted.Output).RootElement.EnumerateArray().Single();
        answer.GetProperty("file").GetString().Should().Be(image);
        answer.GetProperty("probabilities").EnumerateArray().Sum(p => p.GetDouble()).Should().BeApproximately(1, 1e-9);
        answer.GetProperty("className").GetString().Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_front_is_measured_again_with_frozen_weights()
    {
        string run = await Run();

        var (code, output, _) = await Ddas("rescore", "--run", run, "--supernet", folder.Combine("supernet"), "--batches", "2", "--quiet", "--json");

        code.Should().Be(0);
        int points = File.ReadLines(Path.Combine(run, "front.csv")).Count() - 1;
        JsonDocument.Parse(output).RootElement.GetProperty("points").GetInt32().Should().Be(points);
        JsonDocument.Parse(output).RootElement.GetProperty("survivors").GetInt32().Should().BeInRange(1, points);
        File.ReadLines(Path.Combine(run, "rescored.csv")).Should().HaveCount(points + 1);
    }

    [Theory]
    [InlineData("No published cell is called 'NOPE'", "evaluate", "--genotype", "NOPE", "--dataset", "mini", "--out", "{0}/x")]
    [InlineData("Name either --run", "evaluate", "--dataset", "mini", "--out", "{0}/x")]
    [InlineData("--genotype needs --dataset", "evaluate", "--genotype", "DARTS_V2", "--out", "{0}/x")]
    [InlineData("the normal cell has 1 pairs", "evaluate", "--genotype", "Genotype(normal=[('none', 0)], normal_concat=[2], reduce=[('none', 0)], reduce_concat=[2])", "--dataset", "mini", "--out", "{0}/x")]
    [InlineData("--task is 2 and --tasks 2", "evaluate", "--genotype", "DARTS_V2", "--dataset", "mini", "--task", "2", "--tasks", "2", "--out", "{0}/x")]
    [InlineData("Channels is 7, but must be even", "evaluate", "--genotype", "DARTS_V2", "--dataset", "mini", "--channels", "7", "--out", "{0}/x")]
    [InlineData("--train is 99999, but mini train has 4000", "evaluate", "--genotype", "DARTS_V2", "--dataset", "mini", "--train", "99999", "--out", "{0}/x")]
    [InlineData("too small for an auxiliary head", "evaluate", "--genotype", "DARTS_V2", "--dataset", "mini", "--image", "8", "--cells", "1", "--channels", "2", "--out", "{0}/x")]
    [InlineData("'kubernetes' not recognized", "evaluate", "--genotype", "DARTS_V2", "--dataset", "mini", "--submit", "kubernetes", "--out", "{0}/x")]
    [InlineData("holds a control character", "evaluate", "--genotype", "DARTS_V2", "--dataset", "mini", "--submit", "slurm", "--out", "{0}/x\ntouch x")]
    [InlineData("holds a control character", "evaluate", "--genotype", "DARTS_V2", "--dataset", "mini", "--submit", "slurm", "--out", "{0}/x", "--slurm-option=--partition=gpu\ntouch x")]
    [InlineData("'{0}/none' holds no trained cell", "predict", "--checkpoint", "{0}/none", "--images", "{0}")]
    [InlineData("there is no such file or folder", "predict", "--checkpoint", "{0}/none", "--images", "{0}/none")]
    [InlineData("'{0}/none' holds no trained cell", "export", "--checkpoint", "{0}/none", "--onnx", "{0}/a.onnx")]
    [InlineData("Name a file with --onnx or --safetensors", "export", "--checkpoint", "{0}/none")]
    [InlineData("'{0}/none' holds no run", "rescore", "--run", "{0}/none", "--supernet", "{0}/none")]
    public async Task Bad_input_is_one_line_and_exit_code_2(string line, params string[] args)
    {
        Image();

        var (code, _, error) = await Ddas([.. args.Select(a => a.Replace("{0}", folder.Path, StringComparison.Ordinal))]);

        code.Should().Be(2, error);
        error.Should().StartWith("ddas: ").And.Contain(line.Replace("{0}", folder.Path, StringComparison.Ordinal));
        error.TrimEnd('\n').Should().NotContain("\n");
    }

    private async Task<string> Run()
    {
        string supernet = folder.Combine("supernet"), run = folder.Combine("run");
        (await Ddas("warmup", "--dataset", "mini", "--image", "16", "--cells", "1", "--channels", "2", "--epochs", "1", "--train", "64", "--valid", "32", "--quiet", "--out", supernet)).Code.Should().Be(0);
        (await Ddas("search", "--agent", "rs", "--supernet", supernet, "--steps", "8", "--batches", "1", "--quiet", "--run", run)).Code.Should().Be(0);
        return run;
    }

    private string Image()
    {
        string path = folder.Combine("grey.png");
        // 1 x 1 pixel, grey.
        File.WriteAllBytes(path, Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="));
        return path;
    }

    private static Task<(int Code, string Output, string Error)> Ddas(params string[] args) => Ddas(CancellationToken.None, args);

    private static async Task<(int Code, string Output, string Error)> Ddas(CancellationToken stop, params string[] args)
    {
        using StringWriter output = new(), error = new();
        int code = await Application.RunAsync(args, output, error, stop);
        return (code, output.ToString(), error.ToString());
    }
}

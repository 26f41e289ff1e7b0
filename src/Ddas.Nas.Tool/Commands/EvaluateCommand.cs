using System.CommandLine;
using System.Globalization;
using Ddas.Nas.Onnx;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Training;
using Ddas.Nas.Tool.Common;
using Ddas.Nas.Tool.Display;
using Ddas.Nas.Tool.Evaluation;

namespace Ddas.Nas.Tool.Commands;

/// <summary><c>ddas evaluate</c>: trains found cells, here or on a cluster, and compares them.</summary>
internal static class EvaluateCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("evaluate", "Trains found cells from scratch, and says how well each does.");
        var options = new EvaluateArguments(command);
        command.SetAction((arguments, stop) => Task.Run(() =>
        {
            var request = options.Bind(arguments);
            var line = new ProgressLine(context.Error, request.Runtime.Quiet);
            request.Training.Run.Warn = line.Warn;
            var list = request.List();
            list.Claim(request.Folder);
            if (request.Slurm is { } slurm) slurm.Run(list, request.Folder, line, stop);
            else Train(request, [.. list.Jobs.Where((_, i) => i % request.Share.All == request.Share.Own)], line, stop);
            context.Output.Write(Results(request, list));
            return ExitCode.Done;
        }));
        return command;
    }

    private static void Train(EvaluateRequest request, IReadOnlyList<CellJob> share, ProgressLine line, CancellationToken stop)
    {
        CellJob[] open = [.. share.Where(job => job.Result(request.Folder) is null)];
        if (open.Length < share.Count) line.Keep($"{share.Count - open.Length} of {share.Count} cells are trained already");
        if (open.Length == 0) return;
        var device = request.Runtime.Start();
        using var data = request.Images.Load(device);
        for (int i = 0; i < open.Length; i++)
        {
            var (job, options) = (open[i], request.Training);
            (options.Name, options.Source) = (job.Published, job.Source);
            string name = open.Length == 1 ? job.Name : string.Create(CultureInfo.InvariantCulture, $"{job.Name} ({i + 1}/{open.Length})");
            var trainer = Input.Use(() => new CellTrainer(job.FolderIn(request.Folder), data, Genotype.Parse(job.Genotype), options));
            using var cell = trainer.Run(new EpochDisplay(line, name, "test accuracy", options.BatchSize), stop);
            line.Keep(string.Create(CultureInfo.InvariantCulture, $"{name} is trained: test accuracy {cell.Manifest.TestAccuracy:P2}"));
        }
    }

    private static string Results(EvaluateRequest request, JobList list)
    {
        string folder = request.Folder;
        var cells = list.Jobs.Select(job => (job.Name, Manifest: job.Result(folder))).Where(static cell => cell.Manifest is not null).ToList();
        if (cells.Count < list.Jobs.Count) return string.Create(CultureInfo.InvariantCulture, $"{cells.Count} of {list.Jobs.Count} cells are trained; the table comes with the last\n");
        var measured = request.Latency ? cells.ToDictionary(static cell => cell.Manifest!, cell => Measure(request, Path.Combine(folder, cell.Name))) : null;
        return EvaluationResults.Write(folder, [.. cells.Select(static cell => cell.Manifest!)], measured is null ? null : cell => measured[cell].Median);
    }

    private static Latency Measure(EvaluateRequest request, string folder)
    {
        request.Runtime.Start();
        using var cell = TrainedCell.Load(folder);
        return LatencyMeter.Measure(cell.Network);
    }
}

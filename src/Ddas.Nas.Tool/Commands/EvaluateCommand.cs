using System.CommandLine;
using System.Globalization;
using Ddas.Nas.Tool.Display;
using Ddas.Nas.Tool.Evaluation;
using Ddas.Nas.Onnx;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.Supernet.Training;

namespace Ddas.Nas.Tool.Commands;

/// <summary><c>ddas evaluate</c>: trains found cells, each in a folder of its own; what is done is not done again.</summary>
internal sealed class EvaluateCommand
{
    private const long CheckpointBatches = 1000;

    private readonly CommandContext context;
    private readonly Option<string> output = new("--out") { Description = "Folder for the trained cells and their table; what is done there is kept.", Required = true };
    private readonly Option<int> task = new("--task") { Description = "This process's share of the cells, from 0." };
    private readonly Option<int> tasks = new("--tasks") { Description = "Number of shares.", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> latency = new("--latency") { Description = "Measure each trained cell in ONNX Runtime, for the table." };
    private readonly CellSourceOptions sources;
    private readonly CellImageOptions images;
    private readonly CellTrainingOptions training;
    private readonly SubmitOptions submission;
    private readonly ResumeOptions resume;
    private readonly RuntimeOptions runtime;

    private EvaluateCommand(CommandContext context, Command command)
    {
        this.context = context;
        foreach (Option option in (Option[])[output, task, tasks, latency]) command.Add(option);
        (sources, images, training) = (new CellSourceOptions(command), new CellImageOptions(command), new CellTrainingOptions(command));
        (submission, resume, runtime) = (new SubmitOptions(command), new ResumeOptions(command, "batches", CheckpointBatches), new RuntimeOptions(command));
        command.SetAction((arguments, stop) => Task.Run(() => Run(arguments, stop)));
    }

    public static Command Create(CommandContext context)
    {
        var command = new Command("evaluate", "Trains found cells from scratch, and says how well each does.");
        _ = new EvaluateCommand(context, command);
        return command;
    }

    private int Run(ParseResult arguments, CancellationToken stop)
    {
        string folder = arguments.GetValue(output)!;
        var request = images.Read(arguments, sources.Run(arguments));
        var options = training.Read(arguments, request);
        var trainer = new CellTrainer(options);
        var list = new JobList(CellTrainingOptions.Settings(options, request, training.Cutout(arguments)), sources.Read(arguments));
        var share = Share(arguments, list);
        if (submission.IsSlurm(arguments)) submission.Check(arguments, folder);
        list.Claim(folder);
        var line = new ProgressLine(context.Error, runtime.Quiet(arguments));
        if (submission.IsSlurm(arguments)) submission.Slurm(arguments, list, folder, line, stop);
        else Train(arguments, trainer, share, request, options.BatchSize, line, stop);
        context.Output.Write(Results(arguments, list));
        return ExitCode.Done;
    }

    private IReadOnlyList<CellJob> Share(ParseResult arguments, JobList list)
    {
        var (own, all) = (arguments.GetValue(task), arguments.GetValue(tasks));
        return all >= 1 && own >= 0 && own < all
            ? [.. list.Jobs.Where((_, i) => i % all == own)]
            : throw new UsageException($"--task is {own} and --tasks {all}, but shares count from 0 to one less than their number.");
    }

    private void Train(ParseResult arguments, CellTrainer trainer, IReadOnlyList<CellJob> share, CellImages request, int batchSize, ProgressLine line, CancellationToken stop)
    {
        string folder = arguments.GetValue(output)!;
        CellJob[] open = [.. share.Where(job => job.Result(folder) is null)];
        if (open.Length < share.Count) line.Keep($"{share.Count - open.Length} of {share.Count} cells are trained already");
        if (open.Length == 0) return;
        var device = runtime.Start(arguments);
        using var data = request.Load(device, training.Cutout(arguments));
        for (int i = 0; i < open.Length; i++)
            Train(arguments, trainer, open[i], data, line, new CellTrainingDisplay(line, open.Length == 1 ? open[i].Name : $"{open[i].Name} ({i + 1}/{open.Length})", batchSize), stop);
    }

    private void Train(ParseResult arguments, CellTrainer trainer, CellJob job, CellTrainingData data, ProgressLine line, CellTrainingDisplay display, CancellationToken stop)
    {
        string folder = arguments.GetValue(output)!, own = Directory.CreateDirectory(job.FolderIn(folder)).FullName, checkpointsPath = Path.Combine(own, "checkpoints");
        using var held = FolderLock.Acquire(own);
        if (job.Result(folder) is not null) return;
        if (!resume.Resume(arguments) && Directory.Exists(checkpointsPath))
            throw new UsageException($"'{own}' holds a training that was cut off. Go on with it by --resume, or remove that folder to begin anew.");
        var genotype = Genotype.Parse(job.Genotype);
        var conditions = RunConditions.Of(Input.Use(() => trainer.Describe(genotype, data)));
        var checkpoints = new CheckpointFolder(checkpointsPath, conditions, resume.Interval(arguments));
        var from = checkpoints.Read(resume.AcceptChanges(arguments), line.Warn);
        if (from is not null) line.Keep(string.Create(CultureInfo.InvariantCulture, $"{job.Name} goes on after {from.Step} batches"));
        using var cell = trainer.Run(genotype, data, display, checkpoints, from, stop);
        cell.Manifest = cell.Manifest with { Name = job.Published, Source = job.Source };
        cell.Save(own);
        if (Directory.Exists(checkpointsPath)) Directory.Delete(checkpointsPath, recursive: true);
        display.Done(cell.Manifest);
    }

    private string Results(ParseResult arguments, JobList list)
    {
        string folder = arguments.GetValue(output)!;
        var cells = list.Jobs.Select(job => (job.Name, Manifest: job.Result(folder))).Where(static cell => cell.Manifest is not null).ToList();
        if (cells.Count < list.Jobs.Count) return string.Create(CultureInfo.InvariantCulture, $"{cells.Count} of {list.Jobs.Count} cells are trained; the table comes with the last\n");
        var measured = arguments.GetValue(latency) ? cells.ToDictionary(static cell => cell.Manifest!, cell => Measure(arguments, Path.Combine(folder, cell.Name))) : null;
        return EvaluationResults.Write(folder, [.. cells.Select(static cell => cell.Manifest!)], measured is null ? null : cell => measured[cell].Median);
    }

    private Latency Measure(ParseResult arguments, string folder)
    {
        runtime.Start(arguments);
        using var cell = TrainedCell.Load(folder);
        return LatencyMeter.Measure(cell.Network);
    }
}

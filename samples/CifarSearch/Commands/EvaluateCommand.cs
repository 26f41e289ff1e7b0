using System.CommandLine;
using System.Globalization;
using Ddas.Nas.CifarSearch.Display;
using Ddas.Nas.CifarSearch.Evaluation;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Records;
using Ddas.Nas.Supernet.Training;

namespace Ddas.Nas.CifarSearch.Commands;

/// <summary><c>ddas evaluate</c>: trains found cells, each in a folder of its own; what is done is not done again.</summary>
internal static class EvaluateCommand
{
    public static Command Create(CommandContext context)
    {
        var output = new Option<string>("--out") { Description = "Folder for the trained cells and their table; what is done there is kept.", Required = true };
        var task = new Option<int>("--task") { Description = "This process's share of the cells, from 0." };
        var tasks = new Option<int>("--tasks") { Description = "Number of shares.", DefaultValueFactory = _ => 1 };
        var command = new Command("evaluate", "Trains found cells from scratch, and says how well each does.") { output, task, tasks };
        var sources = new CellSourceOptions(command);
        var images = new CellImageOptions(command);
        var training = new CellTrainingOptions(command);
        var submission = new SubmitOptions(command);
        var runtime = new RuntimeOptions(command);
        command.SetAction((arguments, stop) => Task.Run(() =>
        {
            var (share, shares) = (arguments.GetValue(task), arguments.GetValue(tasks));
            if (shares < 1 || share < 0 || share >= shares) throw new UsageException($"--task is {share} and --tasks {shares}, but shares count from 0 to one less than their number.");
            string folder = arguments.GetValue(output)!;
            var request = images.Read(arguments, sources.Run(arguments));
            var options = training.Read(arguments, request);
            var trainer = new CellTrainer(options);
            var list = new JobList(CellTrainingOptions.Settings(options, request, training.Cutout(arguments)), sources.Read(arguments));
            if (submission.IsKubernetes(arguments))
            {
                context.Output.Write(submission.Kubernetes(arguments, list.Jobs.Count));
                return ExitCode.Done;
            }

            list.Claim(folder);
            var line = new ProgressLine(context.Error, runtime.Quiet(arguments));
            if (submission.IsSlurm(arguments))
            {
                submission.Slurm(arguments, list, folder, line, stop);
                return Finish(context, list, folder);
            }

            CellJob[] own = [.. list.Jobs.Where((_, i) => i % shares == share)];
            CellJob[] open = [.. own.Where(job => job.Result(folder) is null)];
            if (open.Length < own.Length) line.Keep($"{own.Length - open.Length} of {own.Length} cells are trained already");
            if (open.Length > 0)
            {
                var device = runtime.Start(arguments);
                using var data = request.Load(device, training.Cutout(arguments));
                for (int i = 0; i < open.Length; i++) Train(trainer, open[i], folder, data, new TrainingDisplay(line, open[i].Name, i, open.Length), stop);
            }

            return Finish(context, list, folder);
        }));
        return command;
    }

    private static void Train(CellTrainer trainer, CellJob job, string folder, CellTrainingData data, TrainingDisplay display, CancellationToken stop)
    {
        string own = Directory.CreateDirectory(job.FolderIn(folder)).FullName;
        using var held = FolderLock.Acquire(own);
        if (job.Result(folder) is not null) return;
        using var cell = Input.Use(() => trainer.Run(Genotype.Parse(job.Genotype), data, display, stop));
        cell.Manifest = cell.Manifest with { Name = job.Published, Source = job.Source };
        cell.Save(own);
        display.Trained(cell.Manifest);
    }

    private static int Finish(CommandContext context, JobList list, string folder)
    {
        var results = list.Jobs.Select(job => job.Result(folder)).OfType<TrainedCellManifest>().ToList();
        context.Output.Write(results.Count == list.Jobs.Count
            ? EvaluationResults.Write(folder, results)
            : string.Create(CultureInfo.InvariantCulture, $"{results.Count} of {list.Jobs.Count} cells are trained; the table comes with the last\n"));
        return ExitCode.Done;
    }

    private sealed class TrainingDisplay(ProgressLine line, string cell, int before, int cells) : IProgress<CellTrainingProgress>
    {
        private readonly TimeLeft left = new();

        public void Trained(TrainedCellManifest manifest) =>
            line.Keep(string.Create(CultureInfo.InvariantCulture, $"{cell} is trained: test accuracy {manifest.TestAccuracy:P2}"));

        public void Report(CellTrainingProgress value)
        {
            string where = string.Create(CultureInfo.InvariantCulture, $"{cell} ({before + 1}/{cells}) epoch {value.Epoch + 1}/{value.Epochs}");
            double done = (value.Epoch + ((double)value.Batch / value.Batches)) / value.Epochs;
            if (value.Completed is { TestAccuracy: { } accuracy } epoch)
                line.Keep(string.Create(CultureInfo.InvariantCulture, $"{where}: loss {epoch.TrainLoss:F3}, test accuracy {accuracy:P2}"));
            else
                line.Show(string.Create(CultureInfo.InvariantCulture, $"{where}, batch {value.Batch}/{value.Batches}, {left.At(done)} left for this cell"));
        }
    }
}

using System.CommandLine;
using System.Globalization;
using System.Text;
using Ddas.Nas.Pareto;
using Ddas.Nas.Pareto.Statistics;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Files;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet;
using Ddas.Nas.Tool.Common;
using Ddas.Nas.Tool.Display;

namespace Ddas.Nas.Tool.Commands;

/// <summary><c>ddas rescore</c>: measures a run's front once more, all of it by the same frozen weights.</summary>
internal static class RescoreCommand
{
    public static Command Create(CommandContext context)
    {
        var defaults = new RescoringOptions();
        var run = new Option<string>("--run") { Description = "Folder of a search.", Required = true };
        var supernet = new Option<string>("--supernet") { Description = "Folder of the supernet to measure with.", Required = true };
        var data = new Option<string?>("--data") { Description = "Folder of the data set, where its files have moved since the warm-up." };
        var batches = new Option<int>("--batches") { Description = "Batches that BatchNorm statistics are taken from.", DefaultValueFactory = _ => defaults.RecalibrationBatches };
        var valid = new Option<int?>("--valid") { Description = "Measure on a fixed subset of this many images of D_V; all when left out." };
        var json = new Option<bool>("--json") { Description = "Answer as one JSON document." };
        var command = new Command("rescore", "Measures a front again with frozen weights after BatchNorm recalibration; leaves rescored.csv in the run's folder.") { run, supernet, data, batches, valid, json };
        var runtime = new RuntimeArguments(command);
        command.SetAction((arguments, stop) => Task.Run(() =>
        {
            var folder = RunFolder.Open(arguments.GetValue(run)!);
            RequireSupernet(folder);
            var front = StepFront.Of(StepLogReader.Read(folder.StepsPath));
            var architectures = front.Select(step => Input.Use(() => Genotype.Parse(step.Genotype).ToArchitecture(SearchSpaceDefinition.Darts))).ToList();
            var device = runtime.Bind(arguments).Start();
            using var warm = WarmSupernet.Load(arguments.GetValue(supernet)!);
            var request = DataSetRequest.Read(arguments.GetValue(supernet)!);
            using var images = (arguments.GetValue(data) is { } moved ? request with { Folder = moved } : request).Load(device);
            using var network = warm.CreateNetwork(device);
            var line = new ProgressLine(context.Error, runtime.Bind(arguments).Quiet);
            TakeWeights(folder, network, line);
            var rescoring = new Rescoring(network, images, new RescoringOptions { RecalibrationBatches = arguments.GetValue(batches), ValidImages = arguments.GetValue(valid) });
            var rows = new List<Row>(front.Count);
            foreach (var (step, architecture) in front.Zip(architectures))
            {
                line.Show(string.Create(CultureInfo.InvariantCulture, $"step {step.Step} ({rows.Count + 1}/{front.Count})"));
                rows.Add(new Row(step, rescoring.Score(architecture, stop).Accuracy));
            }

            var answer = Answer.Of(rows);
            Write(Path.Combine(folder.Path, "rescored.csv"), rows);
            if (arguments.GetValue(json)) context.WriteJson(answer);
            else context.Output.Write(answer.ToText());
            return ExitCode.Done;
        }));
        return command;
    }

    private static void RequireSupernet(RunFolder folder)
    {
        if (File.Exists(folder.ManifestPath) && RunNotes.Of(RunManifest.Load(folder.ManifestPath)).Table is { } table)
            throw new UsageException($"'{folder.Path}' is a search of the table {table}; only searches of a supernet can be rescored, as a table has no weights.");
    }

    /// <summary>Gives the network the weights that the search ended with, where it kept a checkpoint.</summary>
    private static void TakeWeights(RunFolder folder, SupernetNetwork network, ProgressLine line)
    {
        var anyConditions = new RunConditions(new Dictionary<string, string>());
        if (new CheckpointFolder(folder.CheckpointsPath, anyConditions).Read(acceptChanges: true) is { } last)
            SupernetEvaluator.CopyWeights(last.State.Section("environment").Section("evaluator"), network);
        else
            line.Warn($"'{folder.Path}' keeps no checkpoint; the weights are those of the warm-up, from which single architectures score low");
    }

    private static void Write(string path, IEnumerable<Row> rows)
    {
        var text = new StringBuilder("step,accuracy,rescored,flops,genotype\n");
        foreach (var (step, rescored) in rows) text.Append(CultureInfo.InvariantCulture, $"{step.Step},{step.Accuracy:R},{rescored:R},{step.Flops:R},\"{step.Genotype}\"\n");
        AtomicFile.WriteText(path, text.ToString());
    }

    /// <summary>The answer; its property names are part of the application's contract. Correlations are null for fewer than 3 points.</summary>
    internal sealed record Answer(int Points, int Survivors, double? Spearman, double? Kendall)
    {
        public static Answer Of(IReadOnlyList<Row> rows)
        {
            var rescored = new Objective<Row>("rescored accuracy", "", Direction.Maximize, static row => row.Rescored);
            var flops = new Objective<Row>("flops", "FLOPs", Direction.Minimize, static row => row.Step.Flops ?? double.PositiveInfinity);
            double[] before = [.. rows.Select(static row => row.Step.Accuracy)], after = [.. rows.Select(static row => row.Rescored)];
            return new Answer(
                rows.Count, new ParetoFront<Row>([rescored, flops], rows).Items.Count,
                rows.Count < 3 ? null : Finite(RankCorrelation.Spearman(before, after)), rows.Count < 3 ? null : Finite(RankCorrelation.KendallTauB(before, after)));
        }

        public string ToText() => string.Create(CultureInfo.InvariantCulture,
            $"{Survivors} of {Points} points stay on the front; accuracy before and after: Spearman {Spearman:F3}, Kendall {Kendall:F3}\n");

        private static double? Finite(double value) => double.IsFinite(value) ? value : null;
    }

    internal sealed record Row(StepRecord Step, double Rescored);
}

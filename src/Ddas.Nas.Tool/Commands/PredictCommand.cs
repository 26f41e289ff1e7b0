using System.CommandLine;
using System.Globalization;
using Ddas.Nas.Supernet.Training;
using Ddas.Nas.Tool.Common;

namespace Ddas.Nas.Tool.Commands;

/// <summary><c>ddas predict</c>: classifies images with a trained cell.</summary>
internal static class PredictCommand
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg"];

    public static Command Create(CommandContext context)
    {
        var checkpoint = new Option<string>("--checkpoint") { Description = "Folder of a trained cell (ddas evaluate).", Required = true };
        var images = new Option<string>("--images") { Description = "A PNG or JPEG file, or a folder of them.", Required = true };
        var json = new Option<bool>("--json") { Description = "Answer as one JSON document." };
        var command = new Command("predict", "Says which class images are of.") { checkpoint, images, json };
        var runtime = new RuntimeArguments(command);
        command.SetAction((arguments, stop) => Task.Run(() =>
        {
            string[] files = Files(arguments.GetValue(images)!);
            var device = runtime.Bind(arguments).Start();
            using var cell = TrainedCell.Load(arguments.GetValue(checkpoint)!, device);
            var answers = new List<Answer>(files.Length);
            foreach (string file in files)
            {
                stop.ThrowIfCancellationRequested();
                var prediction = cell.Predict(file);
                answers.Add(new Answer(file, prediction.Label, prediction.ClassName, prediction.Probability, prediction.Probabilities));
            }

            if (arguments.GetValue(json)) context.WriteJson(answers);
            else foreach (var answer in answers) context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{answer.File}\t{answer.ClassName ?? $"{answer.Label}"}\t{answer.Probability:P1}"));
            return ExitCode.Done;
        }));
        return command;
    }

    private static string[] Files(string path)
    {
        if (File.Exists(path)) return [path];
        if (!Directory.Exists(path)) throw new UsageException($"--images is '{path}', but there is no such file or folder.");
        string[] files = [.. Directory.EnumerateFiles(path).Where(f => Extensions.Contains(Path.GetExtension(f).ToLowerInvariant())).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new UsageException($"--images is '{path}', but that folder holds no PNG or JPEG files.");
    }

    /// <summary>One image's answer; its property names are part of the application's contract.</summary>
    internal sealed record Answer(string File, int Label, string? ClassName, double Probability, IReadOnlyList<double> Probabilities);
}

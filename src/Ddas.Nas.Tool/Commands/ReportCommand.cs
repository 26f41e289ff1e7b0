using System.CommandLine;
using Ddas.Nas.Reporting;
using Ddas.Nas.Reporting.Internal;
using Ddas.Nas.Reporting.Runs;
using Ddas.Nas.Tool.Common;
using Ddas.Nas.Tool.Display;

namespace Ddas.Nas.Tool.Commands;

/// <summary><c>ddas report</c>: one page and all figures of one or more runs.</summary>
internal static class ReportCommand
{
    public static Command Create(CommandContext context)
    {
        var run = new Option<string[]>("--run") { Description = "Folder of a run, or one with seed-N sub-folders; may be given several times.", Required = true };
        var output = new Option<string?>("--out") { Description = "Folder for report.html and figures/; the first run's when left out." };
        var reference = new Option<string?>("--reference") { Description = "CSV or CSV.gz file of published curves (columns method, x, y; y in percent), drawn dashed beside ours." };
        var trained = new Option<string[]>("--trained") { Description = "Folder of a trained cell, or one with a sub-folder for each; may be given several times." };
        var title = new Option<string>("--title") { Description = "The page's title.", DefaultValueFactory = _ => new ReportOptions().Title };
        var command = new Command("report", "Writes report.html, and each figure as SVG and PNG; runs with equal options but their seed are one method.") { run, output, reference, trained, title };
        command.SetAction(arguments =>
        {
            string[] folders = arguments.GetValue(run)!;
            string target = arguments.GetValue(output) ?? folders[0];
            if (File.Exists(target)) throw new UsageException($"--out is '{target}', but a file of that name stands there; name a folder.");
            RunData[] runs = [.. folders.Select(static folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))).Distinct().SelectMany(folder => RunReader.Read(folder, warning => context.Error.WriteLine($"warning: {warning}")))];
            string? dataset = runs.Select(static one => one.Manifest?.Dataset?.Name).FirstOrDefault(static name => name is not null);
            var report = Input.Use(() => new Report(runs, new ReportOptions
            {
                Title = arguments.GetValue(title)!,
                References = arguments.GetValue(reference) is { } file ? ReferenceFile.Read(file, dataset) : [],
                Trained = [.. (arguments.GetValue(trained) ?? []).SelectMany(TrainedCells.Read)],
            }));
            context.Output.WriteLine($"{Plural.Of(runs.Length, "run")}, {report.Figures.Count} figures; report in {report.Save(target)}");
            return ExitCode.Done;
        });
        return command;
    }
}

using System.CommandLine;
using System.Globalization;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Tool.Common;
using Ddas.Nas.Tool.Display;

namespace Ddas.Nas.Tool.Commands;

/// <summary><c>ddas download</c>: fetches CIFAR-10 or CIFAR-100 from its official address.</summary>
internal static class DownloadCommand
{
    public static Command Create(CommandContext context)
    {
        var dataset = new Option<string>("--dataset") { Description = "cifar10 or cifar100.", Required = true };
        var data = new Option<string>("--data") { Description = "Folder for the archive (about 170 MB) and, below it, its files; an archive already in it needs no network.", Required = true };
        var quiet = new Option<bool>("--quiet") { Description = "No progress." };
        dataset.AcceptOnlyFromAmong("cifar10", "cifar100");
        var command = new Command("download", "Fetches, checks and unpacks CIFAR-10 or CIFAR-100; goes on where it was cut off.") { dataset, data, quiet };
        command.SetAction(async (arguments, stop) =>
        {
            var version = arguments.GetValue(dataset) == "cifar10" ? CifarVersion.Cifar10 : CifarVersion.Cifar100;
            using var downloader = new CifarDownloader();
            string files = await downloader.DownloadAsync(version, arguments.GetValue(data)!, new Display(new ProgressLine(context.Error, arguments.GetValue(quiet))), stop);
            context.Output.WriteLine($"{arguments.GetValue(dataset)} is there; use it with --data {files}");
            return ExitCode.Done;
        });
        return command;
    }

    private sealed class Display(ProgressLine line) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => line.Show(string.Create(
            CultureInfo.InvariantCulture,
            $"downloaded {value.Bytes / 1e6:F0}{(value.Total is { } total ? $" of {total / 1e6:F0}" : "")} MB"));
    }
}

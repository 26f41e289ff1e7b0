using System.CommandLine;
using System.Globalization;
using Ddas.Nas.Tool.Display;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.Supernet;
using TorchSharp;

namespace Ddas.Nas.Tool.Commands;

/// <summary><c>ddas warmup</c>: trains the all-operations supernet that searches start from.</summary>
internal static class WarmupCommand
{
    public static Command Create(CommandContext context)
    {
        var defaults = new WarmupOptions();
        var epochs = new Option<int>("--epochs") { Description = "Epochs on D_T.", DefaultValueFactory = _ => defaults.Epochs };
        var channels = new Option<int>("--channels") { Description = "Channels of the first cells.", DefaultValueFactory = _ => defaults.Channels };
        var cells = new Option<int>("--cells") { Description = "Number of cells.", DefaultValueFactory = _ => defaults.Cells };
        var batch = new Option<int>("--batch") { Description = "Images in a batch.", DefaultValueFactory = _ => defaults.BatchSize };
        var seed = new Option<long>("--seed") { Description = "Seed.", DefaultValueFactory = _ => defaults.Seed };
        var output = new Option<string>("--out") { Description = "Folder for the supernet; it must not hold one, but for --resume.", Required = true };
        var command = new Command("warmup", "Trains the supernet with all operations, and saves it.") { epochs, channels, cells, batch, seed, output };
        var images = new DataSetOptions(command);
        var runtime = new RuntimeOptions(command);
        var resume = new ResumeOptions(command, "batches", 250);
        command.SetAction((arguments, stop) => Task.Run(() =>
        {
            string folder = arguments.GetValue(output)!;
            var request = images.Read(arguments);
            var warmup = new SupernetWarmup(new WarmupOptions
            {
                Epochs = arguments.GetValue(epochs), Channels = arguments.GetValue(channels), Cells = arguments.GetValue(cells),
                BatchSize = arguments.GetValue(batch), Seed = arguments.GetValue(seed),
            });
            if (resume.Resume(arguments) && SupernetFolder.IsSupernet(folder))
            {
                context.Output.WriteLine($"the warm-up in {folder} is complete");
                return ExitCode.Done;
            }

            SupernetFolder.Prepare(folder);
            using var folderLock = FolderLock.Acquire(folder);
            string checkpointsPath = Path.Combine(folder, "checkpoints");
            if (!resume.Resume(arguments) && Directory.Exists(checkpointsPath))
                throw new UsageException($"'{folder}' holds a warm-up that was cut off. Go on with it by --resume, choose another folder, or remove this one.");
            var device = runtime.Start(arguments);
            using var data = request.Load(device);
            var line = new ProgressLine(context.Error, runtime.Quiet(arguments));
            var manifest = CommandManifest.Of(
                arguments, SearchSpaceDefinition.Darts.Name, arguments.GetValue(seed), device.ToString(), torch.get_num_threads(), new RunDataset(data.Description.DataSet, data.Description.Checksum));
            var checkpoints = new CheckpointFolder(checkpointsPath, RunConditions.Of(manifest, ResumeOptions.Neutral), resume.Interval(arguments));
            var from = checkpoints.Read(resume.AcceptChanges(arguments), line.Warn);
            if (from is not null) line.Keep(string.Create(CultureInfo.InvariantCulture, $"going on after {from.Step} batches"));
            using var supernet = warmup.Run(data, new WarmupDisplay(line, arguments.GetValue(batch)), checkpoints, from, stop);
            request.Save(folder);
            SupernetFolder.Save(supernet, folder);
            if (Directory.Exists(checkpointsPath)) Directory.Delete(checkpointsPath, recursive: true);
            context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"one-shot accuracy {supernet.OneShot.Accuracy:P2}, loss {supernet.OneShot.Loss:F4}; supernet saved in {folder}"));
            return ExitCode.Done;
        }));
        return command;
    }
}

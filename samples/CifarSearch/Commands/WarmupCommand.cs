using System.CommandLine;
using System.Globalization;
using Ddas.Nas.CifarSearch.Display;
using Ddas.Nas.Supernet;

namespace Ddas.Nas.CifarSearch.Commands;

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
        var output = new Option<string>("--out") { Description = "Folder for the supernet; it must not hold one.", Required = true };
        var command = new Command("warmup", "Trains the supernet with all operations, and saves it.") { epochs, channels, cells, batch, seed, output };
        var images = new DataSetOptions(command);
        var runtime = new RuntimeOptions(command);
        command.SetAction((arguments, stop) => Task.Run(() =>
        {
            string folder = arguments.GetValue(output)!;
            var request = images.Read(arguments);
            var warmup = new SupernetWarmup(new WarmupOptions
            {
                Epochs = arguments.GetValue(epochs), Channels = arguments.GetValue(channels), Cells = arguments.GetValue(cells),
                BatchSize = arguments.GetValue(batch), Seed = arguments.GetValue(seed),
            });
            SupernetFolder.Prepare(folder);
            var device = runtime.Start(arguments);
            using var data = request.Load(device);
            var line = new ProgressLine(context.Error, runtime.Quiet(arguments));
            using var supernet = warmup.Run(data, new WarmupDisplay(line, arguments.GetValue(batch)), stop);
            SupernetFolder.Save(supernet, folder);
            request.Save(folder);
            context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"one-shot accuracy {supernet.OneShot.Accuracy:P2}, loss {supernet.OneShot.Loss:F4}; supernet saved in {folder}"));
            return ExitCode.Done;
        }));
        return command;
    }
}

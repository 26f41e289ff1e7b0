using System.CommandLine;
using System.Globalization;
using Ddas.Nas.Supernet;
using Ddas.Nas.Tool.Common;
using Ddas.Nas.Tool.Display;

namespace Ddas.Nas.Tool.Commands;

/// <summary><c>ddas warmup</c>: trains the supernet and saves it.</summary>
internal sealed class WarmupCommand
{
    private static readonly WarmupOptions Defaults = new();

    private readonly Option<string> dataset = new("--dataset") { Description = $"One of {string.Join(", ", DataSets.Names)}.", Required = true };
    private readonly Option<string?> data = new("--data") { Description = "Folder of the data set's files; not needed for mini." };
    private readonly Option<int?> image = new("--image") { Description = "Side that images are brought to, a multiple of 4; their own when left out." };
    private readonly Option<int?> train = new("--train") { Description = "Images in D_T; half of the training set when left out." };
    private readonly Option<int?> valid = new("--valid") { Description = "Images in D_V; the other half when left out." };
    private readonly Option<int> epochs = new("--epochs") { Description = "Epochs on D_T.", DefaultValueFactory = _ => Defaults.Epochs };
    private readonly Option<int> channels = new("--channels") { Description = "Channels of the first cells.", DefaultValueFactory = _ => Defaults.Channels };
    private readonly Option<int> cells = new("--cells") { Description = "Number of cells.", DefaultValueFactory = _ => Defaults.Cells };
    private readonly Option<int> batch = new("--batch") { Description = "Images in a batch.", DefaultValueFactory = _ => Defaults.BatchSize };
    private readonly Option<long> seed = new("--seed") { Description = "Seed.", DefaultValueFactory = _ => Defaults.Seed };
    private readonly Option<string> output = new("--out") { Description = "Folder for the supernet; it must not hold one, but for --resume.", Required = true };
    private readonly RuntimeArguments runtime;
    private readonly ResumeArguments resume;

    private WarmupCommand(Command command)
    {
        foreach (Option option in (Option[])[epochs, channels, cells, batch, seed, output, dataset, data, image, train, valid]) command.Add(option);
        (runtime, resume) = (new RuntimeArguments(command), new ResumeArguments(command, "batches", 250));
    }

    public static Command Create(CommandContext context)
    {
        var command = new Command("warmup", "Trains the supernet with all operations, and saves it.");
        var own = new WarmupCommand(command);
        command.SetAction((arguments, stop) => Task.Run(() =>
        {
            var (folder, images, options, machine) = own.Bind(arguments);
            var line = new ProgressLine(context.Error, machine.Quiet);
            options.Run.Warn = line.Warn;
            Run(context, folder, images, options, machine, line, stop);
            return ExitCode.Done;
        }));
        return command;
    }

    private (string Folder, DataSetRequest Images, WarmupOptions Options, Runtime Runtime) Bind(ParseResult arguments)
    {
        var images = new DataSetRequest(
            arguments.GetValue(dataset)!, arguments.GetValue(data) is { } files ? Path.GetFullPath(files) : null, arguments.GetValue(image), arguments.GetValue(train), arguments.GetValue(valid));
        var options = new WarmupOptions
        {
            Epochs = arguments.GetValue(epochs), Channels = arguments.GetValue(channels), Cells = arguments.GetValue(cells),
            BatchSize = arguments.GetValue(batch), Seed = arguments.GetValue(seed), Run = resume.Bind(arguments),
        };
        options.Validate();
        return (arguments.GetValue(output)!, images, options, runtime.Bind(arguments));
    }

    private static void Run(CommandContext context, string folder, DataSetRequest images, WarmupOptions options, Runtime runtime, ProgressLine line, CancellationToken stop)
    {
        var device = runtime.Start();
        using var data = images.Load(device);
        images.SaveWhereAbsent(folder); // a search needs it even where the process is killed right after the warm-up
        using var supernet = new SupernetWarmup(folder, data, options).Run(new EpochDisplay(line, "warm-up", "one-shot", options.BatchSize), stop);
        images.Save(folder);
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"one-shot accuracy {supernet.OneShot.Accuracy:P2}, loss {supernet.OneShot.Loss:F4}; supernet saved in {folder}"));
    }
}

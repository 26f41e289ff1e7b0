using System.CommandLine;
using Ddas.Nas.Records;
using Ddas.Nas.Supernet.Training;
using Ddas.Nas.Tool.Common;
using Ddas.Nas.Tool.Evaluation;

namespace Ddas.Nas.Tool.Commands;

/// <summary>The options of <c>ddas evaluate</c>: which cells, on which images, how they are trained, and where.</summary>
internal sealed class EvaluateArguments
{
    private const long CheckpointBatches = 1000;
    private static readonly CellTrainerOptions Defaults = new();

    private readonly Option<string> output = new("--out") { Description = "Folder for the trained cells and their table; what is done there is kept.", Required = true };
    private readonly Option<int> task = new("--task") { Description = "This process's share of the cells, from 0." };
    private readonly Option<int> tasks = new("--tasks") { Description = "Number of shares.", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> latency = new("--latency") { Description = "Measure each trained cell in ONNX Runtime, for the table." };
    private readonly Option<string?> run = new("--run") { Description = "Folder of a search, of whose front cells are picked." };
    private readonly Option<string> pick = new("--pick") { Description = $"Which of them: {CellPick.Forms} (FLOPs and parameters of the search network).", DefaultValueFactory = _ => "front" };
    private readonly Option<string[]> genotype = new("--genotype") { Description = "A genotype, or the name of a published cell such as DARTS_V2, instead of a run; may be given several times." };
    private readonly Option<string?> dataset = new("--dataset") { Description = $"One of {string.Join(", ", DataSets.Names)}; that of the run's supernet when left out." };
    private readonly Option<string?> data = new("--data") { Description = "Folder of the data set's files; not needed for mini." };
    private readonly Option<int?> image = new("--image") { Description = "Side that images are brought to, a multiple of 4; their own when left out." };
    private readonly Option<int?> train = new("--train") { Description = "Train on this many of the training images; all when left out." };
    private readonly Option<int?> test = new("--test") { Description = "Test on this many of the test images; all when left out." };
    private readonly Option<int?> cells = new("--cells") { Description = $"Number of cells; {Defaults.Cells} when left out, 10 on cifar10." };
    private readonly Option<int> channels = new("--channels") { Description = "Channels of the first cells.", DefaultValueFactory = _ => Defaults.Channels };
    private readonly Option<int> epochs = new("--epochs") { Description = "Epochs.", DefaultValueFactory = _ => Defaults.Epochs };
    private readonly Option<int> batch = new("--batch") { Description = "Images in a batch.", DefaultValueFactory = _ => Defaults.BatchSize };
    private readonly Option<long> seed = new("--seed") { Description = "Seed.", DefaultValueFactory = _ => Defaults.Seed };
    private readonly Option<double> dropPath = new("--drop-path") { Description = "Probability of a dropped path at the end; it rises from 0.", DefaultValueFactory = _ => Defaults.DropPath };
    private readonly Option<double> auxiliary = new("--auxiliary") { Description = "Factor of the auxiliary head's loss; 0 for no such head.", DefaultValueFactory = _ => Defaults.AuxiliaryWeight };
    private readonly Option<int?> cutout = new("--cutout") { Description = "Side of the cutout, 0 for none; half of the image's when left out, a quarter on cifar100." };
    private readonly SubmitArguments submission;
    private readonly ResumeArguments resume;
    private readonly RuntimeArguments runtime;

    public EvaluateArguments(Command command)
    {
        Option[] all = [output, task, tasks, latency, run, pick, genotype, dataset, data, image, train, test, cells, channels, epochs, batch, seed, dropPath, auxiliary, cutout];
        foreach (var option in all) command.Add(option);
        (submission, resume, runtime) = (new SubmitArguments(command), new ResumeArguments(command, "batches", CheckpointBatches), new RuntimeArguments(command));
    }

    public EvaluateRequest Bind(ParseResult arguments)
    {
        string folder = arguments.GetValue(output)!;
        var images = Images(arguments);
        return new EvaluateRequest
        {
            Folder = folder,
            Images = images,
            Training = Training(arguments, images, resume.Bind(arguments)),
            Jobs = CellJobs.Of(arguments.GetValue(run), arguments.GetValue(pick)!, arguments.GetValue(genotype) ?? []),
            Runtime = runtime.Bind(arguments),
            Share = Share(arguments.GetValue(task), arguments.GetValue(tasks)),
            Latency = arguments.GetValue(latency),
            Slurm = submission.Bind(arguments, folder),
        };
    }

    private static (int Own, int All) Share(int own, int all) =>
        all >= 1 && own >= 0 && own < all ? (own, all) : throw new UsageException($"--task is {own} and --tasks {all}, but shares count from 0 to one less than their number.");

    private CellImages Images(ParseResult arguments)
    {
        string? folder = arguments.GetValue(data) is { } given ? Path.GetFullPath(given) : null;
        var (side, parts) = (arguments.GetValue(image), (Train: arguments.GetValue(train), Test: arguments.GetValue(test)));
        if (arguments.GetValue(dataset) is { } name) return new CellImages(name, folder, side, parts.Train, parts.Test) { Cutout = arguments.GetValue(cutout) };
        if (arguments.GetValue(run) is not { } search) throw new UsageException("--genotype needs --dataset with the images to train on.");
        if (RunNotes.Of(RunManifest.Load(RunFolder.Open(search).ManifestPath)).Supernet is not { } supernet || !Directory.Exists(supernet))
            throw new UsageException($"The supernet of '{search}' is not there, so that its images are unknown: name them with --dataset.");
        var request = DataSetRequest.Read(supernet);
        return new CellImages(request.Name, folder ?? request.Folder, side ?? request.ImageSize, parts.Train, parts.Test) { Cutout = arguments.GetValue(cutout) };
    }

    private CellTrainerOptions Training(ParseResult arguments, CellImages images, RunOptions own)
    {
        var options = new CellTrainerOptions
        {
            Cells = arguments.GetValue(cells) ?? (images.Name == "cifar10" ? 10 : Defaults.Cells),
            Channels = arguments.GetValue(channels),
            Epochs = arguments.GetValue(epochs),
            BatchSize = arguments.GetValue(batch),
            Seed = arguments.GetValue(seed),
            DropPath = arguments.GetValue(dropPath),
            AuxiliaryWeight = arguments.GetValue(auxiliary),
            Run = own,
        };
        options.Validate();
        return options;
    }
}

using System.CommandLine;
using System.Globalization;
using Ddas.Nas.Tool.Evaluation;
using Ddas.Nas.Supernet.Training;

namespace Ddas.Nas.Tool.Commands;

/// <summary>The options that say how a cell is trained.</summary>
internal sealed class CellTrainingOptions
{
    private static readonly CellTrainerOptions Defaults = new();
    private readonly Option<int?> cells = new("--cells") { Description = $"Number of cells; {Defaults.Cells} when left out, 10 on cifar10." };
    private readonly Option<int> channels = new("--channels") { Description = "Channels of the first cells.", DefaultValueFactory = _ => Defaults.Channels };
    private readonly Option<int> epochs = new("--epochs") { Description = "Epochs.", DefaultValueFactory = _ => Defaults.Epochs };
    private readonly Option<int> batch = new("--batch") { Description = "Images in a batch.", DefaultValueFactory = _ => Defaults.BatchSize };
    private readonly Option<long> seed = new("--seed") { Description = "Seed.", DefaultValueFactory = _ => Defaults.Seed };
    private readonly Option<double> dropPath = new("--drop-path") { Description = "Probability of a dropped path at the end; it rises from 0.", DefaultValueFactory = _ => Defaults.DropPath };
    private readonly Option<double> auxiliary = new("--auxiliary") { Description = "Factor of the auxiliary head's loss; 0 for no such head.", DefaultValueFactory = _ => Defaults.AuxiliaryWeight };
    private readonly Option<int?> cutout = new("--cutout") { Description = "Side of the cutout, 0 for none; half of the image's when left out, a quarter on cifar100." };

    public CellTrainingOptions(Command command)
    {
        foreach (Option option in (Option[])[cells, channels, epochs, batch, seed, dropPath, auxiliary, cutout]) command.Add(option);
    }

    public int? Cutout(ParseResult arguments) => arguments.GetValue(cutout);

    public CellTrainerOptions Read(ParseResult arguments, CellImages images) => new()
    {
        Cells = arguments.GetValue(cells) ?? (images.Name == "cifar10" ? 10 : Defaults.Cells),
        Channels = arguments.GetValue(channels),
        Epochs = arguments.GetValue(epochs),
        BatchSize = arguments.GetValue(batch),
        Seed = arguments.GetValue(seed),
        DropPath = arguments.GetValue(dropPath),
        AuxiliaryWeight = arguments.GetValue(auxiliary),
    };

    /// <summary>All that results depend on, by the names of the options.</summary>
    public static IReadOnlyDictionary<string, string> Settings(CellTrainerOptions options, CellImages images, int? cutout) =>
        new (string Name, object? Value)[]
        {
            ("dataset", images.Name), ("image", images.Side), ("train", images.Train), ("test", images.Test), ("cells", options.Cells), ("channels", options.Channels),
            ("epochs", options.Epochs), ("batch", options.BatchSize), ("seed", options.Seed), ("drop-path", options.DropPath), ("auxiliary", options.AuxiliaryWeight), ("cutout", cutout),
        }.Where(static s => s.Value is not null).ToDictionary(static s => s.Name, static s => Convert.ToString(s.Value, CultureInfo.InvariantCulture)!);
}

using System.CommandLine;

namespace Ddas.Nas.Tool.Commands;

/// <summary>The options that name images: <c>--dataset</c>, <c>--data</c>, <c>--image</c>, <c>--train</c>, <c>--valid</c>.</summary>
internal sealed class DataSetOptions
{
    private readonly Option<string> dataset = new("--dataset") { Description = $"One of {string.Join(", ", DataSets.Names)}.", Required = true };
    private readonly Option<string?> data = new("--data") { Description = "Folder of the data set's files; not needed for mini." };
    private readonly Option<int?> image = new("--image") { Description = "Side that images are brought to, a multiple of 4; their own when left out." };
    private readonly Option<int?> train = new("--train") { Description = "Images in D_T; half of the training set when left out." };
    private readonly Option<int?> valid = new("--valid") { Description = "Images in D_V; the other half when left out." };

    public DataSetOptions(Command command)
    {
        command.Add(dataset);
        command.Add(data);
        command.Add(image);
        command.Add(train);
        command.Add(valid);
    }

    public DataSetRequest Read(ParseResult arguments) => new(
        arguments.GetValue(dataset)!,
        arguments.GetValue(data) is { } folder ? Path.GetFullPath(folder) : null,
        arguments.GetValue(image), arguments.GetValue(train), arguments.GetValue(valid));
}

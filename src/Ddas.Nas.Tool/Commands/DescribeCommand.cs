using System.CommandLine;
using System.Globalization;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.Tool.Common;

namespace Ddas.Nas.Tool.Commands;

/// <summary><c>ddas describe</c>: cost and shape of a genotype's network.</summary>
internal static class DescribeCommand
{
    public static Command Create(CommandContext context)
    {
        var genotype = new Option<string>("--genotype") { Description = "A genotype, or the name of a published cell such as DARTS_V2.", Required = true };
        var cells = new Option<int>("--cells") { Description = "Number of cells.", DefaultValueFactory = _ => 20 };
        var channels = new Option<int>("--channels") { Description = "Channels of the first cells.", DefaultValueFactory = _ => 36 };
        var classes = new Option<int>("--classes") { Description = "Number of classes.", DefaultValueFactory = _ => 10 };
        var image = new Option<int>("--image") { Description = "Side of an image, a multiple of 4.", DefaultValueFactory = _ => 32 };
        var json = new Option<bool>("--json") { Description = "Answer as one JSON document." };
        var command = new Command("describe", "Says the parameters, FLOPs, width and depth of a cell's network.") { genotype, cells, channels, classes, image, json };
        command.SetAction(arguments =>
        {
            var skeleton = new NetworkSkeleton
            {
                Cells = arguments.GetValue(cells), Channels = arguments.GetValue(channels), Classes = arguments.GetValue(classes), ImageSize = arguments.GetValue(image),
            };
            var architecture = Input.Use(() => PublishedCells.Resolve(arguments.GetValue(genotype)!).ToArchitecture(SearchSpaceDefinition.Darts));
            var description = Description.Of(architecture, skeleton);
            if (arguments.GetValue(json)) context.WriteJson(description);
            else context.Output.Write(description.ToText());
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The answer; its property names are part of the application's contract.</summary>
    internal sealed record Description(
        string Genotype, long Parameters, long ParametersWithAuxiliary, long Macs, long FlopsPaper, CellShape Normal, CellShape Reduction)
    {
        public static Description Of(Architecture architecture, NetworkSkeleton skeleton)
        {
            var cost = new DartsNetworkCost(skeleton).Of(architecture);
            var shapes = CellShapeAnalysis.Of(architecture);
            return new Description(
                ArchitectureText.Format(architecture), cost.Parameters, cost.ParametersWithAuxiliary, cost.Macs, cost.FlopsPaper, shapes[0], shapes[1]);
        }

        public string ToText() => string.Create(CultureInfo.InvariantCulture, $"""
            genotype                    {Genotype}
            parameters                  {Parameters:N0}
            parameters with auxiliary   {ParametersWithAuxiliary:N0}
            multiply-accumulates        {Macs:N0}
            FLOPs (paper's convention)  {FlopsPaper:N0}
            normal cell (width/depth)   {Normal}
            reduction cell              {Reduction}

            """);
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.Supernet.Operations;

namespace Ddas.Nas.Extensions;

/// <summary>A search space of one's own: five nodes instead of four, and two operations that DARTS does not have.</summary>
internal static class WideSpace
{
    public static readonly Operation SeparableConv7x7 = new("sep_conv_7x7");

    public static readonly Operation SqueezeExcitation = new("squeeze_excitation");

    public static readonly SearchSpaceDefinition Definition = new(
        "wide",
        ["normal", "reduce"],
        new CellTopology(inputs: 2, nodes: 5, EdgeChoice.BestPerNode(2), CellOutput.ConcatenateNodes),
        [.. DartsOperations.All, SeparableConv7x7, SqueezeExcitation]);

    public static readonly OperationTable Operations = OperationTable.Darts
        .With(new OperationDefinition(SeparableConv7x7, static site => DartsModules.SeparableConvolution(site, 7)) { Cost = DartsOperationCosts.SeparableConvolution(7) })
        .With(new OperationDefinition(SqueezeExcitation, static site => new SqueezeExcitation(site)) { Cost = SqueezeExcitationCost });

    private static CostCount SqueezeExcitationCost(OperationPlacement at)
    {
        int hidden = Extensions.SqueezeExcitation.Hidden(at.Channels);
        var gates = CostCount.GlobalAveragePool(at.Channels, at.Size * at.Size) + CostCount.Linear(at.Channels, hidden) + CostCount.Linear(hidden, at.Channels);
        return at.Stride == 1 ? gates : gates + CostCount.AveragePool(at.Channels, at.OutputPixels);
    }
}

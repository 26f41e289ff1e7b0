using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Extensions;

/// <summary>An evaluator that trains nothing: it guesses an accuracy from the size of the network and the depth of its normal cell, to try a search before it is run for real.</summary>
internal sealed class ProxyEvaluator : IArchitectureEvaluator
{
    private static readonly DartsNetworkCost Network = new(new NetworkSkeleton { Channels = 16, Cells = 6 });

    public SearchSpaceDefinition Space => SearchSpaceDefinition.Darts;

    public ArchitectureScore Reference { get; } = new(0.5, 0.5);

    public IReadOnlyList<IArchitectureCost> Costs => [Network.Flops, Network.Parameters];

    public ArchitectureScore Evaluate(Architecture architecture, int step, CancellationToken abort)
    {
        abort.ThrowIfCancellationRequested();
        double accuracy = (1 - Math.Exp(-Network.Of(architecture).Parameters / 200e3)) * (0.7 + (0.05 * CellShapeAnalysis.Of(architecture, 0).Depth));
        return new ArchitectureScore(accuracy, 1 - accuracy);
    }
}

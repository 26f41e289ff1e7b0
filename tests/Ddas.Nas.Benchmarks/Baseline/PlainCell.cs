using Ddas.Nas.SearchSpace;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Ddas.Nas.Benchmarks.Baseline;

/// <summary>A cell of DARTS' search network with all operations on every edge. Frozen.</summary>
internal sealed class PlainCell : Module
{
    private readonly Module<Tensor, Tensor> preprocess0;
    private readonly Module<Tensor, Tensor> preprocess1;

    [ComponentName(Name = "_ops")]
    private readonly ModuleList<PlainEdge> edges;

    public PlainCell(int channelsBeforePrevious, int channelsPrevious, int channels, bool reduction, bool reductionBefore)
        : base(nameof(PlainCell))
    {
        IsReduction = reduction;
        preprocess0 = reductionBefore ? new PlainFactorizedReduce(channelsBeforePrevious, channels) : new PlainReluConvNorm(channelsBeforePrevious, channels);
        preprocess1 = new PlainReluConvNorm(channelsPrevious, channels);
        edges = ModuleList([.. SearchSpaceDefinition.Darts.Topology.Edges.Select(edge => new PlainEdge(channels, reduction && edge.Source < 2 ? 2 : 1))]);
        RegisterComponents();
    }

    public bool IsReduction { get; }

    /// <param name="beforePrevious">The output before the previous one.</param>
    /// <param name="previous">The previous output.</param>
    /// <param name="chosen">The operations to compute on an edge.</param>
    public Tensor Forward(Tensor beforePrevious, Tensor previous, Func<int, IReadOnlyList<int>> chosen)
    {
        List<Tensor> states = [preprocess0.call(beforePrevious), preprocess1.call(previous)];
        for (int node = 0, offset = 0; node < 4; node++)
        {
            Tensor? sum = null;
            for (int source = 0; source < node + 2; source++)
            {
                if (edges[offset + source].Forward(states[source], chosen(offset + source)) is { } term)
                    sum = sum is null ? term : sum + term;
            }

            states.Add(sum!);
            offset += node + 2;
        }

        return cat([.. states.Skip(2)], 1);
    }
}

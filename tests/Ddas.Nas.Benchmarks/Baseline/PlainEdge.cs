using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Ddas.Nas.Benchmarks.Baseline;

/// <summary>MixedOp of DARTS: the sum of an edge's operations, here without factors, as they are all 1.</summary>
internal sealed class PlainEdge : Module
{
    [ComponentName(Name = "_ops")]
    private readonly ModuleList<Module<Tensor, Tensor>> operations;

    public PlainEdge(int channels, int stride)
        : base(nameof(PlainEdge))
    {
        operations = ModuleList(PlainOperations.All(channels, stride));
        RegisterComponents();
    }

    /// <summary>The sum of the chosen operations; null for none.</summary>
    public Tensor? Forward(Tensor state, IReadOnlyList<int> chosen)
    {
        Tensor? sum = null;
        foreach (int operation in chosen)
        {
            var term = operations[operation].call(state);
            sum = sum is null ? term : sum + term;
        }

        return sum;
    }
}

using Ddas.Nas.Supernet.Operations;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Networks;

/// <summary>
/// A state of a cell during one pass, with what the edges that leave it have in common: its ReLU, and the outputs of
/// modules without weights. All edges from a state have the same stride.
/// </summary>
/// <param name="value">The state, [B, C, H, W].</param>
/// <param name="owned">Whether the state is disposed with this object.</param>
/// <param name="training">Whether the pass is in training mode.</param>
/// <param name="dropPath">Drops outputs of operations; null to keep all.</param>
internal sealed class CellState(Tensor value, bool owned, bool training, DropPath? dropPath) : IDisposable
{
    private readonly Dictionary<int, SharedOutput> shared = [];
    private Tensor? activated;
    private List<CellTerm> sumTerms = [];
    private Tensor? sum;
    private bool sumOwned;

    public Tensor Value => value;

    /// <summary>The state, which the caller owns from now on.</summary>
    public Tensor TakeValue()
    {
        if (!owned) return value.alias();
        owned = false;
        return value;
    }

    /// <summary>Adds the mixed operation of an edge from this state to a node's sum.</summary>
    /// <param name="operations">The operations of the edge by index; null where one connects nothing.</param>
    /// <param name="terms">What of them to add.</param>
    /// <param name="node">The node's sum.</param>
    public void AddEdge(Func<int, EdgeOperation?> operations, IEnumerable<CellTerm> terms, ref WeightedSum node)
    {
        List<CellTerm> common = [];
        foreach (var term in terms)
        {
            if (operations(term.Operation) is not { } operation) continue;
            operation.SetMode(training);
            bool weightless = term.Shared && operation.Module is WeightlessModule && dropPath is null;
            if (weightless && (operation.Norm is null || training))
            {
                common.Add(term);
                Shared(operation, term).UpdateStatistics(operation);
            }
            else
            {
                var output = weightless ? operation.Norm!.call(Shared(operation, term).Value) : Apply(operation);
                bool fresh = !ReferenceEquals(output, value);
                if (fresh && dropPath is not null) output = dropPath.Apply(output);
                node.Add(output, term.Weight, ownsTerm: fresh);
            }
        }

        if (common.Count > 0) node.Add(Sum(common), 1, ownsTerm: false);
    }

    public void Dispose()
    {
        if (sumOwned) sum?.Dispose();
        foreach (var output in shared.Values) output.Dispose();
        activated?.Dispose();
        if (owned) value.Dispose();
    }

    private Tensor Apply(EdgeOperation operation) => operation.Module is ReluFirstModule
        ? operation.ForwardAfterRelu(activated ??= nn.functional.relu(value))
        : operation.Forward(value);

    /// <summary>The weighted sum of shared outputs; the same for all edges with the same terms.</summary>
    private Tensor Sum(List<CellTerm> terms)
    {
        if (sum is not null && terms.SequenceEqual(sumTerms)) return sum;
        if (sumOwned) sum?.Dispose();
        var total = default(WeightedSum);
        foreach (var term in terms) total.Add(shared[term.Operation].Value, term.Weight, ownsTerm: false);
        (sum, sumOwned) = total.Take()!.Value;
        sumTerms = terms;
        return sum;
    }

    private SharedOutput Shared(EdgeOperation operation, CellTerm term)
    {
        if (!shared.TryGetValue(term.Operation, out var output))
            shared.Add(term.Operation, output = new SharedOutput(operation, value, training));
        return output;
    }
}

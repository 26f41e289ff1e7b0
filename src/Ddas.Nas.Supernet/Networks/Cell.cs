using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Kernels.Programs;
using Ddas.Nas.Supernet.Operations;

namespace Ddas.Nas.Supernet.Networks;

/// <summary>
/// A cell: two inputs brought to its channels, nodes that add up the operations on their edges, and the nodes side by
/// side as its output. Which operations it holds is the plan's matter.
/// </summary>
internal sealed class Cell : IDisposable
{
    private readonly CellTopology topology;
    private readonly EdgeOperation?[,] operations;
    private readonly List<(CellOperation Key, EdgeOperation Operation)> held = [];
    private readonly ReluFirstModule[] preprocess;
    private bool preprocessTraining = true;

    public Cell(NetworkPlan plan, CellSite site)
    {
        (topology, Kind, IsReduction, Channels) = (plan.Space.Topology, site.Kind, site.IsReduction, site.Channels);
        bool affine = !plan.IsSupernet;
        preprocess =
        [
            site.ReductionBefore
                ? new FactorizedReduce(site.ChannelsBeforePrevious, site.Channels, affine, plan.Kernels)
                : new PointwiseBlock(site.ChannelsBeforePrevious, site.Channels, affine, plan.Kernels),
            new PointwiseBlock(site.ChannelsPrevious, site.Channels, affine, plan.Kernels),
        ];
        operations = new EdgeOperation?[topology.Edges.Count, plan.Space.Operations.Count];
        foreach (var key in plan.Operations[site.Kind])
        {
            var definition = plan.Table[plan.Space.Operations[key.Pair.Operation]];
            if (definition.ConnectsNothing) continue;
            var at = new OperationSite(site.Channels, Stride(topology.Edges[key.Pair.Edge].Source), affine) { Kernels = plan.Kernels };
            var operation = new EdgeOperation(definition, at, plan.IsSupernet);
            operations[key.Pair.Edge, key.Pair.Operation] = operation;
            held.Add((key, operation));
        }
    }

    public int Kind { get; }

    public bool IsReduction { get; }

    /// <summary>Channels of each node.</summary>
    public int Channels { get; }

    /// <summary>The modules that every pass uses, by name.</summary>
    public IEnumerable<NamedModule> FixedModules => preprocess.Select(static (module, i) => new NamedModule($"preprocess{i}", module));

    /// <summary>The operations it holds, with their modules by name.</summary>
    public IEnumerable<(ChosenPair Pair, IEnumerable<NamedModule> Modules)> Operations =>
        held.Select(static h => (h.Key.Pair, h.Operation.Modules(h.Key.Name)));

    /// <summary>Applies the cell.</summary>
    /// <param name="beforePrevious">The output before the previous one.</param>
    /// <param name="previous">The previous output.</param>
    /// <param name="pass">What to compute.</param>
    /// <param name="training">Training or evaluation mode.</param>
    /// <param name="dropPath">Drops outputs of operations; null to keep all.</param>
    public CellNodes Forward(CellNodes beforePrevious, CellNodes previous, CellPass pass, bool training, DropPath? dropPath)
    {
        SetMode(training);
        var states = new List<CellState>(topology.Inputs + topology.Nodes);
        try
        {
            states.Add(new CellState(preprocess[0].Apply(beforePrevious), owned: true, training, dropPath)); // [B, C, H, W]
            states.Add(new CellState(preprocess[1].Apply(previous), owned: true, training, dropPath)); // [B, C, H, W]
            for (int node = 0; node < topology.Nodes; node++) states.Add(Node(node, states, pass, training, dropPath));
            return new CellNodes([.. states.Skip(topology.Inputs).Select(static s => s.TakeValue())]); // nodes x [B, C, H / stride, W / stride]
        }
        finally
        {
            foreach (var state in states) state.Dispose();
        }
    }

    /// <summary>Appends the cell in evaluation mode.</summary>
    /// <param name="program">Where to.</param>
    /// <param name="beforePrevious">The output before the previous one, before ReLU, in pieces.</param>
    /// <param name="previous">The previous output, before ReLU, in pieces.</param>
    /// <param name="pass">What to compute.</param>
    /// <returns>The nodes, or null where the program cannot hold the cell.</returns>
    public ImageSlot[]? TryAppendTo(ImageProgram program, ImageSlot[] beforePrevious, ImageSlot[] previous, CellPass pass)
    {
        var (height, width, channels) = (previous[0].Height, previous[0].Width, Channels);
        var states = new List<ImageSlot>(topology.Inputs + topology.Nodes);
        ImageSlot[][] inputs = [beforePrevious, previous];
        for (int i = 0; i < inputs.Length; i++)
        {
            states.Add(program.Take(height, width, channels));
            if (!((IProgramModule)preprocess[i]).TryAppendTo(program, inputs[i], null, states[i], add: false)) return null;
        }

        int stride = Stride(0);
        for (int node = 0; node < topology.Nodes; node++)
        {
            var target = program.Take((height + stride - 1) / stride, (width + stride - 1) / stride, channels);
            if (!TryAppendNode(program, node, states, pass, target)) return null;
            states.Add(target);
        }

        for (int i = 0; i < inputs.Length; i++) program.Return(states[i]);
        return [.. states.Skip(inputs.Length)];
    }

    public void Dispose()
    {
        foreach (var module in preprocess) module.Dispose();
        foreach (var (_, operation) in held) operation.Dispose();
    }

    private CellState Node(int node, List<CellState> states, CellPass pass, bool training, DropPath? dropPath)
    {
        var sum = default(WeightedSum);
        var (start, end) = (topology.IncomingEdges(node).Start.Value, topology.IncomingEdges(node).End.Value);
        for (int edge = start; edge < end; edge++)
        {
            int row = edge;
            states[topology.Edges[edge].Source].AddEdge(operation => operations[row, operation], pass[edge], ref sum);
        }

        return sum.Take() is var (value, owned)
            ? new CellState(value, owned, training, dropPath)
            : new CellState(Zero.After(states[0].Value, Stride(0)), owned: true, training, dropPath);
    }

    private bool TryAppendNode(ImageProgram program, int node, List<ImageSlot> states, CellPass pass, ImageSlot target)
    {
        bool add = false;
        var (start, end) = (topology.IncomingEdges(node).Start.Value, topology.IncomingEdges(node).End.Value);
        for (int edge = start; edge < end; edge++)
        {
            foreach (var term in pass[edge])
            {
                if (operations[edge, term.Operation] is not { } operation) continue;
                if (term.Weight != 1 || operation.Module is not IProgramModule module) return false;
                if (!module.TryAppendTo(program, [states[topology.Edges[edge].Source]], operation.Norm, target, add)) return false;
                add = true;
            }
        }

        if (!add) program.AppendZeros(target);
        return true;
    }

    /// <summary>Edges from the inputs of a reduction cell have stride 2.</summary>
    private int Stride(int source) => IsReduction && source < topology.Inputs ? 2 : 1;

    private void SetMode(bool training)
    {
        if (preprocessTraining == training) return;
        preprocessTraining = training;
        foreach (var module in preprocess) module.train(training);
    }
}

using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet;
using Ddas.Nas.Supernet.Data;
using DataType = Ddas.Nas.Onnx.Schema.TensorProto.Types.DataType;

namespace Ddas.Nas.Onnx;

/// <summary>Writes a stand-alone network of the DARTS space as an ONNX graph. Its auxiliary head, which only training uses, is left out.</summary>
internal sealed class NetworkGraph
{
    /// <summary>Name of the input: normalized images [N, C, H, W], or bytes [N, H, W, C] where preprocessing is included.</summary>
    public const string Images = "images";

    /// <summary>Name of the output, [N, classes].</summary>
    public const string Logits = "logits";

    private readonly StandAloneNetwork network;
    private readonly Normalization? preprocessing;
    private readonly GraphBuilder graph = new();
    private readonly ConvolutionPart parts;
    private readonly Dictionary<string, string> activated = [];

    private NetworkGraph(StandAloneNetwork network, bool fold, Normalization? preprocessing)
    {
        (this.network, this.preprocessing) = (network, preprocessing);
        parts = new ConvolutionPart(graph, new NetworkWeights(network), fold);
    }

    /// <summary>The model's bytes.</summary>
    /// <param name="network">The network.</param>
    /// <param name="fold">Whether BatchNorm is folded into convolutions.</param>
    /// <param name="preprocessing">What bytes are normalized with in the graph; null for an input that is normalized already.</param>
    /// <param name="manifest">What the metadata say beside the network's form; null for nothing.</param>
    /// <exception cref="ArgumentException">An operation has no ONNX form here.</exception>
    public static byte[] Build(StandAloneNetwork network, bool fold, Normalization? preprocessing, TrainedCellManifest? manifest = null)
    {
        var builder = new NetworkGraph(network, fold, preprocessing);
        builder.Body();
        return builder.graph.Build(ModelFacts.Of(network, manifest));
    }

    private void Body()
    {
        var skeleton = network.Skeleton;
        string beforePrevious = parts.Normalized(Input(), "stem.0", "stem.1");
        string previous = beforePrevious;
        var (channels, side, reductionBefore) = (skeleton.Channels, skeleton.ImageSize, false);
        for (int i = 0; i < skeleton.Cells; i++)
        {
            bool reduction = skeleton.IsReduction(i);
            if (reduction) (channels, side) = (2 * channels, side / 2);
            string name = $"cells.{i}";
            string first = reductionBefore ? parts.FactorizedReduce(Relu(beforePrevious), $"{name}.preprocess0") : Pointwise(beforePrevious, $"{name}.preprocess0");
            string output = Cell(name, reduction, [first, Pointwise(previous, $"{name}.preprocess1")], [channels, side, side]);
            (beforePrevious, previous, reductionBefore) = (previous, output, reduction);
        }

        graph.Output(parts.Classifier(previous, "classifier"), Logits, skeleton.Classes);
    }

    private string Input()
    {
        var skeleton = network.Skeleton;
        if (preprocessing is null) return graph.Input(Images, DataType.Float, skeleton.ImageChannels, skeleton.ImageSize, skeleton.ImageSize);
        string bytes = graph.Input(Images, DataType.Uint8, skeleton.ImageSize, skeleton.ImageSize, skeleton.ImageChannels);
        string numbers = graph.Node("Transpose", [graph.Node("Cast", [bytes], ("to", (long)DataType.Float))], ("perm", new long[] { 0, 3, 1, 2 })); // [N, C, H, W]
        string scale = PerChannel("scale", c => 1 / (255 * preprocessing.Deviation[c])), offset = PerChannel("offset", c => -preprocessing.Mean[c] / preprocessing.Deviation[c]);
        return graph.Node("Add", [graph.Node("Mul", [numbers, scale]), offset]);
    }

    private string PerChannel(string name, Func<int, double> value) =>
        graph.Weights($"{Images}.{name}", [.. Enumerable.Range(0, network.Skeleton.ImageChannels).Select(c => (float)value(c))], 1, network.Skeleton.ImageChannels, 1, 1);

    private string Cell(string name, bool reduction, List<string> states, long[] shape)
    {
        var topology = network.Space.Topology;
        var pairs = reduction ? network.Genotype.Reduce : network.Genotype.Normal;
        int pair = 0;
        for (int node = 0; node < topology.Nodes; node++)
        {
            var terms = new List<string>();
            for (int left = topology.Choice.Count(topology.Inputs + node); left > 0; left--, pair++)
            {
                var (operation, source) = pairs[pair];
                int stride = reduction && source < topology.Inputs ? 2 : 1;
                if (Operation(operation, states[source], $"{name}._ops.{pair}", stride) is { } term) terms.Add(term);
            }

            states.Add(terms.Count == 0 ? Zeros($"{name}.zeros.{node}", states[0], shape) : terms.Aggregate((sum, term) => graph.Node("Add", [sum, term])));
        }

        return graph.Node("Concat", [.. states.Skip(topology.Inputs)], ("axis", 1L));
    }

    /// <summary>An operation's output; null for one that connects nothing.</summary>
    private string? Operation(Operation operation, string state, string name, int stride)
    {
        if (operation == SearchSpace.Operation.None) return null;
        if (operation == DartsOperations.MaxPool3x3) return Pool("MaxPool", state, stride);
        if (operation == DartsOperations.AveragePool3x3) return Pool("AveragePool", state, stride, ("count_include_pad", 0L));
        if (operation == DartsOperations.SkipConnect) return stride == 1 ? state : parts.FactorizedReduce(Relu(state), name);
        if (operation == DartsOperations.SeparableConv3x3 || operation == DartsOperations.SeparableConv5x5)
            return Separable(Relu(Separable(Relu(state), $"{name}.op", 1, stride, dilation: 1)), $"{name}.op", 5, stride: 1, dilation: 1);
        if (operation == DartsOperations.DilatedConv3x3 || operation == DartsOperations.DilatedConv5x5) return Separable(Relu(state), $"{name}.op", 1, stride, dilation: 2);
        throw new ArgumentException($"Operation '{operation}' has no ONNX form here; only those of the space '{SearchSpaceDefinition.Darts.Name}' have one.");
    }

    private string Pool(string kind, string input, int stride, params ReadOnlySpan<(string Name, object Value)> more) =>
        graph.Node(kind, [input], [("kernel_shape", new long[] { 3, 3 }), ("pads", new long[] { 1, 1, 1, 1 }), ("strides", new long[] { stride, stride }), .. more]);

    private string Separable(string input, string name, int index, int stride, int dilation) =>
        parts.Normalized(parts.Depthwise(input, $"{name}.{index}", stride, dilation), $"{name}.{index + 1}", $"{name}.{index + 2}");

    private string Pointwise(string state, string name) => parts.Normalized(Relu(state), $"{name}.op.1", $"{name}.op.2");

    private string Relu(string value)
    {
        if (!activated.TryGetValue(value, out string? relu)) activated.Add(value, relu = graph.Node("Relu", [value]));
        return relu;
    }

    /// <summary>What a node gives that nothing reaches; as many images as another value has.</summary>
    private string Zeros(string name, string like, long[] shape)
    {
        string images = graph.Node("Shape", [like], ("start", 0L), ("end", 1L));
        return graph.Node("ConstantOfShape", [graph.Node("Concat", [images, graph.Numbers(name, shape)], ("axis", 0L))]);
    }
}

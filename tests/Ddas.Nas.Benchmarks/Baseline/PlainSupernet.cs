using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Ddas.Nas.Benchmarks.Baseline;

/// <summary>DARTS' search network in TorchSharp's modules, with the tensor names of DARTS. Frozen: a yardstick, not to be tuned.</summary>
internal sealed class PlainSupernet : Module
{
    private static readonly int[] Everything = [.. Enumerable.Range(0, SearchSpaceDefinition.Darts.Operations.Count)];
    private readonly Sequential stem;
    private readonly ModuleList<PlainCell> cells;
    private readonly Linear classifier;

    public PlainSupernet(NetworkSkeleton skeleton)
        : base(nameof(PlainSupernet))
    {
        stem = Sequential(Conv2d(skeleton.ImageChannels, skeleton.StemChannels, 3, padding: 1, bias: false), BatchNorm2d(skeleton.StemChannels));
        var made = new List<PlainCell>();
        int channels = skeleton.Channels, beforePrevious = skeleton.StemChannels, previous = skeleton.StemChannels;
        bool reductionBefore = false;
        for (int i = 0; i < skeleton.Cells; i++)
        {
            bool reduction = skeleton.IsReduction(i);
            if (reduction) channels *= 2;
            made.Add(new PlainCell(beforePrevious, previous, channels, reduction, reductionBefore));
            (beforePrevious, previous, reductionBefore) = (previous, 4 * channels, reduction);
        }

        cells = ModuleList([.. made]);
        classifier = Linear(previous, skeleton.Classes);
        RegisterComponents();
    }

    /// <summary>Logits of all operations (null) or of an architecture.</summary>
    public Tensor Forward(Tensor images, Architecture? architecture)
    {
        var s0 = stem.call(images);
        var s1 = s0;
        foreach (var cell in cells)
        {
            IReadOnlyList<int> Chosen(int edge) => architecture is null
                ? Everything
                : [.. architecture.Cell(cell.IsReduction ? 1 : 0).Where(pair => pair.Edge == edge).Select(pair => pair.Operation)];
            (s0, s1) = (s1, cell.Forward(s0, s1, Chosen));
        }

        return classifier.call(functional.adaptive_avg_pool2d(s1, 1).flatten(1));
    }

    /// <summary>Takes weights and statistics over by name.</summary>
    /// <exception cref="InvalidOperationException">The names are not the same.</exception>
    public void Load(IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var grad = no_grad();
        var own = named_parameters().Select(p => (p.name, tensor: (Tensor)p.parameter)).Concat(named_buffers().Select(b => (b.name, tensor: b.buffer))).ToDictionary(t => t.name, t => t.tensor);
        if (!own.Keys.Order().SequenceEqual(tensors.Keys.Order())) throw new InvalidOperationException("The baseline's tensors have other names than the library's.");
        foreach (var (name, tensor) in own) tensor.copy_(tensors[name]);
    }
}

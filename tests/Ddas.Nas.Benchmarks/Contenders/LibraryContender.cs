using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.Supernet;
using Ddas.Nas.Supernet.Data;
using static TorchSharp.torch;

namespace Ddas.Nas.Benchmarks.Contenders;

/// <summary>Ddas.Nas itself, with its defaults.</summary>
internal sealed class LibraryContender : IContender
{
    private readonly SupernetNetwork network;
    private readonly SgdOptimizer optimizer;
    private readonly ArchitectureWeights ones = ArchitectureWeights.Constant(SearchSpaceDefinition.Darts, 1);

    public LibraryContender(NetworkSkeleton skeleton)
    {
        network = new SupernetNetwork(skeleton, seed: 1);
        optimizer = new SgdOptimizer(new SgdOptions { LearningRate = 1e-3, Momentum = 0.9, WeightDecay = 3e-4, MaxGradientNorm = 5 }, network.NamedParameters);
    }

    public string Name => "library";

    public IReadOnlyDictionary<string, Tensor> Tensors => network.NamedTensors;

    public Tensor Forward(Tensor images, Architecture? architecture, bool training) =>
        architecture is null ? network.Forward(images, ones, training) : network.Forward(images, architecture, training);

    public void Train(ImageBatch batch, Architecture? architecture)
    {
        using var scope = NewDisposeScope();
        IReadOnlyList<Tensor> active = architecture is null ? network.Parameters : network.ActiveParameters(architecture);
        using var logits = Forward(batch.Images, architecture, training: true);
        using var loss = nn.functional.cross_entropy(logits, batch.Labels);
        loss.backward();
        optimizer.Step(active);
        Gradients.Clear(active);
    }

    public void Evaluate(EvaluationBatches images, Architecture architecture)
    {
        using var pass = network.Compile(architecture);
        Measurement.Run(images, images.Batch, pass.Run, CPU, CancellationToken.None);
    }

    public void Dispose()
    {
        optimizer.Dispose();
        network.Dispose();
    }
}

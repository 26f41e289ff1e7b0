using Ddas.Nas.Benchmarks.Baseline;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.Supernet.Data;
using static TorchSharp.torch;

namespace Ddas.Nas.Benchmarks.Contenders;

/// <summary>
/// <see cref="PlainSupernet"/> with torch.optim.SGD and clip_grad_norm_, a dispose scope a batch. In channels-last strides
/// libtorch 2.10 computes a wrong input gradient of dilated depthwise convolutions; its time still counts.
/// </summary>
internal sealed class PlainContender : IContender
{
    private readonly bool channelsLast;
    private readonly PlainSupernet network;
    private readonly optim.Optimizer optimizer;

    public PlainContender(NetworkSkeleton skeleton, IReadOnlyDictionary<string, Tensor> weights, bool channelsLast)
    {
        this.channelsLast = channelsLast;
        network = new PlainSupernet(skeleton);
        network.Load(weights);
        optimizer = optim.SGD(network.parameters(), 1e-3, momentum: 0.9, weight_decay: 3e-4);
    }

    public string Name => channelsLast ? "channelsLast" : "nchw";

    public Tensor Forward(Tensor images, Architecture? architecture, bool training) => Apply(images, architecture, training);

    public void Train(ImageBatch batch, Architecture? architecture)
    {
        using var scope = NewDisposeScope();
        network.zero_grad(set_to_none: true);
        var loss = nn.functional.cross_entropy(Apply(batch.Images, architecture, training: true), batch.Labels);
        loss.backward();
        nn.utils.clip_grad_norm_(network.parameters().Where(p => p.grad is not null), 5);
        optimizer.step();
    }

    public void Evaluate(EvaluationBatches images, Architecture architecture)
    {
        using var grad = no_grad();
        long correct = 0;
        double loss = 0;
        for (int i = 0; i < images.Count; i++)
        {
            using var scope = NewDisposeScope();
            using var batch = images.Batch(i);
            var logits = Apply(batch.Images, architecture, training: false);
            correct += logits.argmax(1).eq(batch.Labels).sum().item<long>();
            loss += nn.functional.cross_entropy(logits, batch.Labels, reduction: nn.Reduction.Sum).item<float>();
        }
    }

    public void Dispose()
    {
        optimizer.Dispose();
        network.Dispose();
    }

    private Tensor Apply(Tensor images, Architecture? architecture, bool training)
    {
        if (network.training != training) network.train(training);
        return network.Forward(channelsLast ? images : images.contiguous(), architecture);
    }
}

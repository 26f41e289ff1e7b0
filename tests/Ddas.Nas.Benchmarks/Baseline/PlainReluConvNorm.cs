using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Ddas.Nas.Benchmarks.Baseline;

/// <summary>ReLUConvBN of DARTS.</summary>
internal sealed class PlainReluConvNorm : Module<Tensor, Tensor>
{
    private readonly Sequential op;

    public PlainReluConvNorm(int channelsIn, int channelsOut)
        : base(nameof(PlainReluConvNorm))
    {
        op = Sequential(ReLU(), Conv2d(channelsIn, channelsOut, 1, bias: false), PlainOperations.Norm(channelsOut));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => op.call(input);
}

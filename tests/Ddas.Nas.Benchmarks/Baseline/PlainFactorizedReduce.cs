using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Ddas.Nas.Benchmarks.Baseline;

/// <summary>FactorizedReduce of DARTS.</summary>
internal sealed class PlainFactorizedReduce : Module<Tensor, Tensor>
{
    [ComponentName(Name = "conv_1")]
    private readonly Conv2d even;

    [ComponentName(Name = "conv_2")]
    private readonly Conv2d odd;

    private readonly BatchNorm2d bn;

    public PlainFactorizedReduce(int channelsIn, int channelsOut)
        : base(nameof(PlainFactorizedReduce))
    {
        even = Conv2d(channelsIn, channelsOut / 2, 1, stride: 2, bias: false);
        odd = Conv2d(channelsIn, channelsOut / 2, 1, stride: 2, bias: false);
        bn = PlainOperations.Norm(channelsOut);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var x = functional.relu(input);
        return bn.call(cat([even.call(x), odd.call(x[.., .., 1.., 1..])], 1));
    }
}

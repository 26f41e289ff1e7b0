using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Ddas.Nas.Benchmarks.Baseline;

/// <summary>Zero of DARTS.</summary>
internal sealed class PlainZero(int stride) : Module<Tensor, Tensor>(nameof(PlainZero))
{
    public override Tensor forward(Tensor input) =>
        (stride == 1 ? input : input[.., .., TensorIndex.Slice(step: stride), TensorIndex.Slice(step: stride)]) * 0;
}

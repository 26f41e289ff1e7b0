using Ddas.Nas.Supernet.Operations;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ddas.Nas.Extensions;

/// <summary>Squeeze-and-excitation (Hu et al. 2018): scales each channel by what the channels' means say. At stride 2 the mean of each 2 x 2 block follows.</summary>
internal sealed class SqueezeExcitation : nn.Module<Tensor, Tensor>
{
    private readonly Linear reduce;
    private readonly Linear expand;
    private readonly int stride;

    public SqueezeExcitation(OperationSite site)
        : base(nameof(SqueezeExcitation))
    {
        reduce = nn.Linear(site.Channels, Hidden(site.Channels));
        expand = nn.Linear(Hidden(site.Channels), site.Channels);
        stride = site.Stride;
        RegisterComponents();
    }

    public static int Hidden(int channels) => Math.Max(1, channels / 4);

    public override Tensor forward(Tensor input)
    {
        using var means = input.mean([2, 3]); // [B, C]
        using var reduced = reduce.call(means); // [B, C / 4]
        using var active = nn.functional.relu(reduced);
        using var expanded = expand.call(active); // [B, C]
        using var gates = expanded.sigmoid();
        using var broadcast = gates.view(gates.shape[0], gates.shape[1], 1, 1); // [B, C, 1, 1]
        var scaled = input.mul(broadcast); // [B, C, H, W]
        if (stride == 1) return scaled;
        using (scaled) return nn.functional.avg_pool2d(scaled, 2, 2); // [B, C, H / 2, W / 2]
    }
}

using Ddas.Nas.Supernet.Operations;
using static TorchSharp.torch;
using Linear = TorchSharp.Modules.Linear;

namespace Ddas.Nas.Supernet.Networks;

/// <summary>
/// DARTS' AuxiliaryHeadCIFAR: ReLU, average pool to 2x2, two convolutions, classifier. Its pool (5x5, stride 3) gives 2x2 for
/// maps of 8 to 10 pixels a side; other maps are pooled to 2x2 adaptively, so that every image size has the same weights.
/// </summary>
internal sealed class AuxiliaryHead : nn.Module<Tensor, Tensor>
{
    private readonly Chain features;
    private readonly Linear classifier;

    public AuxiliaryHead(int channels, int classes)
        : base(nameof(AuxiliaryHead))
    {
        features = new Chain(
            2,
            Convolution.Pointwise(channels, 128),
            new BatchNorm(128, affine: true),
            new InnerRelu(),
            Convolution.Dense(128, 768, 2),
            new BatchNorm(768, affine: true),
            new InnerRelu());
        classifier = nn.Linear(768, classes);
        RegisterComponents();
    }

    /// <param name="input">[B, C, H, W] of any sign; not changed.</param>
    /// <returns>Logits [B, classes].</returns>
    public override Tensor forward(Tensor input)
    {
        using var activated = nn.functional.relu(input);
        using var pooled = input.shape[2] is >= 8 and <= 10
            ? nn.functional.avg_pool2d(activated, 5, 3, 0, ceil_mode: false, count_include_pad: false)
            : nn.functional.adaptive_avg_pool2d(activated, [2, 2]); // [B, C, 2, 2]
        using var map = features.call(pooled); // [B, 768, 1, 1]
        using var flat = map.flatten(1); // [B, 768]
        return classifier.call(flat);
    }
}

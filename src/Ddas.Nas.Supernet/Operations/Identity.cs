using Ddas.Nas.Supernet.Kernels.Programs;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>Hands its input on.</summary>
internal sealed class Identity() : WeightlessModule(nameof(Identity)), IProgramModule
{
    public override Tensor forward(Tensor input) => input;

    public bool TryAppendTo(ImageProgram program, ReadOnlySpan<ImageSlot> input, BatchNorm? norm, ImageSlot output, bool add)
    {
        if (norm is not null || input is not [var image]) return false;
        program.AppendCopy(image, output, add);
        return true;
    }
}

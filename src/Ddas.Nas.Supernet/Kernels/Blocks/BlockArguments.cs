using Ddas.Nas.Supernet.Kernels.Vectors;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>Keeps a block's arguments in memory of the order that kernels read, while these run.</summary>
internal sealed unsafe class BlockArguments : IDisposable
{
    private readonly Tensor[] pieces;
    private readonly Tensor?[] weights;

    public BlockArguments(IEnumerable<Tensor> input, Tensor? depthwise, Tensor pointwise, Tensor? weight, Tensor? bias)
    {
        pieces = [.. input.Select(ChannelsLast.Apply)];
        weights = [depthwise?.contiguous(), pointwise.contiguous(), weight?.contiguous(), bias?.contiguous()];
    }

    public BlockTensors Tensors => new()
    {
        Pieces = ImageMemory.Pointers(pieces),
        Depthwise = Pointer(weights[0]),
        Pointwise = Pointer(weights[1]),
        Weight = Pointer(weights[2]),
        Bias = Pointer(weights[3]),
    };

    public void Dispose()
    {
        foreach (var piece in pieces) piece.Dispose();
        foreach (var tensor in weights) tensor?.Dispose();
    }

    private static float* Pointer(Tensor? tensor) => tensor is null ? null : ImageMemory.DensePointer(tensor);
}

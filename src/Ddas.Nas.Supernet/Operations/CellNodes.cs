using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>What a cell (or the stem) hands to the two cells after it, which both begin with its ReLU.</summary>
/// <param name="pieces">The nodes, [B, C, H, W] each; disposed with this object.</param>
internal sealed class CellNodes(params Tensor[] pieces) : IDisposable
{
    private Tensor? activated;

    /// <summary>The nodes, which lie side by side in the channels of the output.</summary>
    public IReadOnlyList<Tensor> Pieces => pieces;

    /// <summary>The output after ReLU, [B, nodes x C, H, W]; made when first asked for, and owned by this object.</summary>
    public Tensor Activated => activated ??= pieces.Length == 1 ? nn.functional.relu(pieces[0]) : cat(pieces, 1).relu_();

    /// <summary>The mean of each channel, [B, nodes x C].</summary>
    public Tensor Mean()
    {
        using var joined = cat(pieces, 1); // [B, nodes x C, H, W]
        return joined.mean([2, 3]);
    }

    public void Dispose()
    {
        activated?.Dispose();
        foreach (var piece in pieces) piece.Dispose();
    }
}

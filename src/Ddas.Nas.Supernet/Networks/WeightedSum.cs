using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Networks;

/// <summary>
/// A sum of weighted tensors that frees each as soon as it is added. It adds in place to tensors of its own only; that is
/// sound under autograd too, as addition keeps nothing for the backward pass.
/// </summary>
internal struct WeightedSum
{
    private Tensor? value;
    private float weight;
    private bool owned;
    private bool writable;

    /// <summary>Adds a term.</summary>
    /// <param name="term">The tensor.</param>
    /// <param name="factor">Its weight.</param>
    /// <param name="ownsTerm">Whether the sum disposes it.</param>
    public void Add(Tensor term, float factor, bool ownsTerm)
    {
        if (value is null)
        {
            (value, weight, owned) = (term, factor, ownsTerm);
            return;
        }

        using var scalar = factor.ToScalar();
        if (writable) value.add_(term, scalar);
        else Replace(ApplyWeight().add(term, scalar));
        if (ownsTerm) term.Dispose();
    }

    /// <summary>The sum, and whether the caller is to dispose it; null where nothing was added.</summary>
    public (Tensor Value, bool Owned)? Take() => value is null ? null : (ApplyWeight(), owned);

    private Tensor ApplyWeight()
    {
        if (weight == 1) return value!;
        using var scalar = weight.ToScalar();
        Replace(value!.mul(scalar));
        return value!;
    }

    private void Replace(Tensor sum)
    {
        if (owned) value!.Dispose();
        (value, weight, owned, writable) = (sum, 1, true, true);
    }
}

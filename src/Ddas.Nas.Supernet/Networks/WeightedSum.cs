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

        if (writable)
        {
            if (factor == 1) value.add_(term);
            else value.add_(term, factor);
        }
        else
        {
            Replace(factor == 1 ? ApplyWeight().add(term) : ApplyWeight().add(term, factor));
        }

        if (ownsTerm) term.Dispose();
    }

    /// <summary>The sum, and whether the caller is to dispose it; null where nothing was added.</summary>
    public (Tensor Value, bool Owned)? Take() => value is null ? null : (ApplyWeight(), owned);

    private Tensor ApplyWeight()
    {
        if (weight != 1) Replace(value!.mul(weight));
        return value!;
    }

    private void Replace(Tensor sum)
    {
        if (owned) value!.Dispose();
        (value, weight, owned, writable) = (sum, 1, true, true);
    }
}

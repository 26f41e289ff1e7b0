namespace Ddas.Nas.Supernet;

/// <summary>Which weights of the warm-up a search starts from.</summary>
public enum StartWeights
{
    /// <summary>Those after the last epoch.</summary>
    Last,

    /// <summary>Those with the best one-shot accuracy among the measured epochs.</summary>
    Best,
}

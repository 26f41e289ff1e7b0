namespace Ddas.Nas.SearchSpace.Discretization;

/// <summary>Which of several equal entries of alpha is chosen.</summary>
public enum TiePolicy
{
    /// <summary>The lowest edge, then the lowest operation.</summary>
    LowestIndex,

    /// <summary>One at random, drawn from the seed and the values of alpha, so that equal alpha gives an equal choice.</summary>
    Random,
}

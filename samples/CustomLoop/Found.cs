using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.CustomLoop;

/// <summary>An architecture that a step measured.</summary>
internal sealed record Found(int Step, Architecture Architecture, double Accuracy)
{
    /// <summary>How many operations its cells carry out: the chosen pairs that are not none.</summary>
    public int Operations => Architecture.Space.ChosenPairs - Architecture.Count(Operation.None);
}

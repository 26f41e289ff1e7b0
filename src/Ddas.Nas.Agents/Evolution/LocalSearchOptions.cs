using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.Agents.Evolution;

/// <summary>How <see cref="LocalSearchAgent"/> climbs (White et al. 2021).</summary>
public sealed class LocalSearchOptions
{
    /// <summary>When it moves. Default: after all neighbours are measured, to the best.</summary>
    public LocalSearchMove Move { get; set; } = LocalSearchMove.Best;

    /// <summary>Whether a neighbour may have <see cref="SearchSpace.Operation.None"/> anew; as the environment's discretizer. Default: allowed.</summary>
    public NonePolicy None { get; set; } = NonePolicy.Allow;
}

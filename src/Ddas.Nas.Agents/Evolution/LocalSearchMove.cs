namespace Ddas.Nas.Agents.Evolution;

/// <summary>When <see cref="LocalSearchAgent"/> moves to a better neighbour.</summary>
public enum LocalSearchMove
{
    /// <summary>After all neighbours are measured, to the most accurate (White et al. 2021, Algorithm 1).</summary>
    Best,

    /// <summary>At once, to the first that is more accurate.</summary>
    FirstBetter,
}

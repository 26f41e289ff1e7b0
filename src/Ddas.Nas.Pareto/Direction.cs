namespace Ddas.Nas.Pareto;

/// <summary>Which way an <see cref="Objective{T}"/> improves.</summary>
public enum Direction
{
    /// <summary>Less is better, for example FLOPs.</summary>
    Minimize,

    /// <summary>More is better, for example accuracy.</summary>
    Maximize,
}

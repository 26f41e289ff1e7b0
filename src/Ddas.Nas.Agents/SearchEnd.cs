namespace Ddas.Nas.Agents;

/// <summary>Why a search ended.</summary>
public enum SearchEnd
{
    /// <summary>All steps are done.</summary>
    Completed,

    /// <summary>The wall-clock limit passed.</summary>
    TimeLimit,

    /// <summary><see cref="SearchOptions.StopWhen"/> said so.</summary>
    StopCondition,
}

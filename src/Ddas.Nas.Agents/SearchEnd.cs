namespace Ddas.Nas.Agents;

/// <summary>Why a search returned.</summary>
public enum SearchEnd
{
    /// <summary>All steps are done.</summary>
    Completed,

    /// <summary>The caller asked it to stop after the step under way.</summary>
    Stopped,

    /// <summary>The wall-clock limit passed.</summary>
    TimeLimit,
}

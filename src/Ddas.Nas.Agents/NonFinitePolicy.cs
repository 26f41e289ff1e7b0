namespace Ddas.Nas.Agents;

/// <summary>
/// What a search does after a step that produced NaN or infinity. In all cases the step is logged and leaves no record, and
/// nothing of it reaches a checkpoint. Ten such steps in a row end the search.
/// </summary>
public enum NonFinitePolicy
{
    /// <summary>The search ends with an error. Agent and environment are not rolled back; the last checkpoint is sound. The default.</summary>
    Stop,

    /// <summary>Agent and environment go back to where they were before the step, and the next step follows. Takes a copy of their states before every step.</summary>
    Skip,

    /// <summary>
    /// Agent and environment go back to the last checkpoint (without one, to where the search began or was resumed), and the
    /// next step follows: numbers of steps are not used again, so that other random numbers are drawn.
    /// </summary>
    Restore,
}

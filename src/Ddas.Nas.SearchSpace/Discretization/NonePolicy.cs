namespace Ddas.Nas.SearchSpace.Discretization;

/// <summary>Whether <see cref="Operation.None"/> may be chosen.</summary>
public enum NonePolicy
{
    /// <summary>It competes like any other operation (DDAS, Appendix A).</summary>
    Allow,

    /// <summary>It is never chosen (DARTS).</summary>
    Exclude,
}

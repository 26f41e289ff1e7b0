namespace Ddas.Nas.SearchSpace.Environments;

/// <summary>
/// A step produced NaN or infinity: in a loss, a reward, or weights. Whoever threw it may hold such numbers until its state
/// is restored; see the search loop's policy.
/// </summary>
public sealed class NonFiniteException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is not finite, and what to do.</param>
    /// <param name="inner">The cause; null where there is none.</param>
    public NonFiniteException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

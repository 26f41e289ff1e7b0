namespace Ddas.Nas.SearchSpace.Costs;

/// <summary>
/// A cost of an architecture that is known without measuring accuracy: FLOPs, parameters, a latency from a table, a caller's
/// own. Less is better. Pure, safe from any thread, and fast: a search asks at every step.
/// </summary>
public interface IArchitectureCost
{
    /// <summary>The name by which scores, rewards, objectives, logs and the command line call it, for example <c>flops</c>.</summary>
    string Name { get; }

    /// <summary>The cost of an architecture; finite, at least 0.</summary>
    /// <exception cref="ArgumentException">The architecture belongs to a space that this does not know.</exception>
    double Of(Architecture architecture);
}

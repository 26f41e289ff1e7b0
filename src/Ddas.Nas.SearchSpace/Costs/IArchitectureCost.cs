namespace Ddas.Nas.SearchSpace.Costs;

/// <summary>The cost of the network that an architecture's cells make. Pure, safe from any thread, and fast: a search asks at every step.</summary>
public interface IArchitectureCost
{
    /// <summary>The cost of an architecture's network.</summary>
    /// <exception cref="ArgumentException">The architecture belongs to a space whose networks this does not know.</exception>
    NetworkCost Of(Architecture architecture);
}

namespace Ddas.Nas.SearchSpace.Costs;

/// <summary>A cost from a function.</summary>
public sealed class ArchitectureCost : IArchitectureCost
{
    private readonly Func<Architecture, double> cost;

    /// <summary>Names a function.</summary>
    /// <param name="name">The cost's name, for example <c>latency</c>.</param>
    /// <param name="cost">The cost of an architecture; see <see cref="IArchitectureCost"/>.</param>
    public ArchitectureCost(string name, Func<Architecture, double> cost)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(cost);
        (Name, this.cost) = (name, cost);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public double Of(Architecture architecture) => cost(architecture);
}

namespace Ddas.Nas.SearchSpace.Costs;

/// <summary>
/// The cost rule of every operation, as a table. Immutable; <see cref="With"/> gives a table with one operation more. Start
/// from <see cref="DartsOperationCosts"/>, or from an empty one.
/// </summary>
public sealed class OperationCosts
{
    private readonly Dictionary<Operation, OperationCostRule> rules;

    /// <summary>Creates a table that knows <see cref="Operation.None"/> alone, which costs nothing.</summary>
    public OperationCosts() => rules = new Dictionary<Operation, OperationCostRule> { [Operation.None] = static _ => default };

    private OperationCosts(Dictionary<Operation, OperationCostRule> rules) => this.rules = rules;

    /// <summary>A table with one rule more, or one rule replaced.</summary>
    public OperationCosts With(Operation operation, OperationCostRule rule)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(rule);
        return new OperationCosts(new Dictionary<Operation, OperationCostRule>(rules) { [operation] = rule });
    }

    /// <summary>What an operation costs where it stands.</summary>
    /// <exception cref="ArgumentException">The table does not know the operation.</exception>
    public CostCount Of(Operation operation, OperationPlacement at)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return rules.TryGetValue(operation, out var rule)
            ? rule(at)
            : throw new ArgumentException($"No cost rule for operation '{operation}'; add one with {nameof(OperationCosts)}.{nameof(With)}. Known: {string.Join(", ", rules.Keys)}.", nameof(operation));
    }
}

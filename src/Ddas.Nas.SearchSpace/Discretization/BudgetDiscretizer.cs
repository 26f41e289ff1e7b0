using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.SearchSpace.Discretization;

/// <summary>
/// Keeps a search below a limit of a cost, such as FLOPs (a filter before an architecture is measured, not in the paper):
/// what another discretizer chooses above the limit is made cheaper, one operation after the other, until it fits.
/// </summary>
/// <remarks>
/// The edges stay. Of all cheaper operations on any chosen edge, the one is taken that loses least in alpha. Where several
/// lose the same: one that brings the network below the limit, the dearest of those; else the one that saves most;
/// then the lowest cell kind, edge and operation, none last. An architecture within the limit is left alone, so that
/// discretizing alpha_d gives alpha_d.
/// </remarks>
public sealed class BudgetDiscretizer : IDiscretizer, IDescribed
{
    private readonly IDiscretizer inner;
    private readonly IArchitectureCost cost;
    private readonly double limit;
    private readonly bool allowNone;

    /// <summary>Creates the filter.</summary>
    /// <param name="inner">Chooses the architecture.</param>
    /// <param name="cost">The cost that is limited.</param>
    /// <param name="space">The space of both.</param>
    /// <param name="options">The limit.</param>
    /// <exception cref="OptionsException">An option is out of range, or no architecture is within the limit.</exception>
    public BudgetDiscretizer(IDiscretizer inner, IArchitectureCost cost, SearchSpaceDefinition space, BudgetDiscretizerOptions options)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(cost);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (this.inner, this.cost, allowNone) = (inner, cost, options.None == NonePolicy.Allow);

        limit = 0;
        var alpha = ArchitectureWeights.Constant(space, 0);
        double cheapest = MakeCheaper(inner.Discretize(alpha), alpha).Cost;
        limit = options.Limit;
        if (cheapest > limit)
            throw new OptionsException(nameof(BudgetDiscretizerOptions), [FormattableString.Invariant($"Limit is {limit}, but the cheapest architecture already has {cheapest} {cost.Name}; allow at least that many.")]);
    }

    /// <inheritdoc/>
    public NonePolicy None => inner.None;

    /// <inheritdoc/>
    public void Describe(RunDescription into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Kind("budget");
        into.Set("cost", cost.Name);
        into.Set("limit", limit);
        into.Set("none", allowNone ? NonePolicy.Allow : NonePolicy.Exclude);
        into.Part("inner", inner);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">On the edges that were chosen, no operations are within the limit.</exception>
    public Architecture Discretize(ArchitectureWeights alpha)
    {
        var (architecture, value) = MakeCheaper(inner.Discretize(alpha), alpha);
        return value <= limit
            ? architecture
            : throw new InvalidOperationException(FormattableString.Invariant($"On the chosen edges even the cheapest operations make a network of {value} {cost.Name}, above the limit of {limit}."));
    }

    private (Architecture Architecture, double Cost) MakeCheaper(Architecture architecture, ArchitectureWeights alpha)
    {
        var current = (Architecture: architecture, Cost: cost.Of(architecture));
        while (current.Cost > limit)
        {
            if (LeastLoss(current.Architecture, current.Cost, alpha) is not { } cheaper) break;
            current = cheaper;
        }

        return current;
    }

    private (Architecture Architecture, double Cost)? LeastLoss(Architecture architecture, double value, ArchitectureWeights alpha)
    {
        (Architecture Architecture, double Cost)? best = null;
        float leastLoss = float.PositiveInfinity;
        int none = architecture.Space.IndexOf(Operation.None);
        for (int kind = 0; kind < architecture.Space.CellKinds.Count; kind++)
        {
            var cell = architecture.Cell(kind);
            for (int at = 0; at < cell.Length; at++)
                foreach (int operation in Replacements(architecture.Space, none))
                {
                    float loss = alpha[kind, cell[at].Edge, cell[at].Operation] - alpha[kind, cell[at].Edge, operation];
                    if (operation == cell[at].Operation || loss > leastLoss) continue;
                    var changed = architecture.WithOperation(kind, at, operation);
                    double changedCost = cost.Of(changed);
                    if (changedCost >= value || (best is { } b && loss == leastLoss && !IsBetter(changedCost, b.Cost))) continue;
                    (best, leastLoss) = ((changed, changedCost), loss);
                }
        }

        return best;
    }

    private IEnumerable<int> Replacements(SearchSpaceDefinition space, int none)
    {
        for (int operation = 0; operation < space.Operations.Count; operation++)
            if (operation != none) yield return operation;
        if (none >= 0 && allowNone) yield return none;
    }

    private bool IsBetter(double value, double than) => (value <= limit, than <= limit) switch
    {
        (true, true) => value > than,
        (false, false) => value < than,
        (var fits, _) => fits,
    };
}

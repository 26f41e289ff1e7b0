using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.SearchSpace.Discretization;

/// <summary>
/// Keeps a search below a FLOPs limit (a filter before an architecture is measured, not in the paper): what another
/// discretizer chooses above the limit is made cheaper, one operation after the other, until it fits.
/// </summary>
/// <remarks>
/// The edges stay. Of all cheaper operations on any chosen edge, the one is taken that loses least in alpha. Where several
/// lose the same: one that brings the network below the limit, with the most FLOPs of those; else the one that saves most;
/// then the lowest cell kind, edge and operation, none last. An architecture within the limit is left alone, so that
/// discretizing alpha_d gives alpha_d.
/// </remarks>
public sealed class BudgetDiscretizer : IDiscretizer
{
    private readonly IDiscretizer inner;
    private readonly IArchitectureCost cost;
    private readonly long maxFlops;
    private readonly bool allowNone;

    /// <summary>Creates the filter.</summary>
    /// <param name="inner">Chooses the architecture.</param>
    /// <param name="cost">Counts its FLOPs.</param>
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

        maxFlops = 0;
        var alpha = ArchitectureWeights.Constant(space, 0);
        long cheapest = MakeCheaper(inner.Discretize(alpha), alpha).Flops;
        maxFlops = options.MaxFlops;
        if (cheapest > maxFlops)
            throw new OptionsException(nameof(BudgetDiscretizerOptions), [$"MaxFlops is {maxFlops}, but the cheapest network already has {cheapest} FLOPs; allow at least that many."]);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">On the edges that were chosen, no operations are within the limit.</exception>
    public Architecture Discretize(ArchitectureWeights alpha)
    {
        var (architecture, flops) = MakeCheaper(inner.Discretize(alpha), alpha);
        return flops <= maxFlops
            ? architecture
            : throw new InvalidOperationException($"On the chosen edges even the cheapest operations make a network of {flops} FLOPs, above the limit of {maxFlops}.");
    }

    private (Architecture Architecture, long Flops) MakeCheaper(Architecture architecture, ArchitectureWeights alpha)
    {
        var current = (Architecture: architecture, Flops: cost.Of(architecture).FlopsPaper);
        while (current.Flops > maxFlops)
        {
            if (LeastLoss(current.Architecture, current.Flops, alpha) is not { } cheaper) break;
            current = cheaper;
        }

        return current;
    }

    private (Architecture Architecture, long Flops)? LeastLoss(Architecture architecture, long flops, ArchitectureWeights alpha)
    {
        (Architecture Architecture, long Flops)? best = null;
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
                    long changedFlops = cost.Of(changed).FlopsPaper;
                    if (changedFlops >= flops || (best is { } b && loss == leastLoss && !IsBetter(changedFlops, b.Flops))) continue;
                    (best, leastLoss) = ((changed, changedFlops), loss);
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

    private bool IsBetter(long flops, long than) => (flops <= maxFlops, than <= maxFlops) switch
    {
        (true, true) => flops > than,
        (false, false) => flops < than,
        (var fits, _) => fits,
    };
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Benchmarks;

/// <summary>
/// Looks architectures up in a table instead of training them; the table's cost columns are its costs, its means the
/// reference. Where the table has several accuracy columns, each step draws one, a function of seed and step.
/// </summary>
public sealed class TabularEvaluator : IArchitectureEvaluator, IDescribed
{
    private readonly ArchitectureTable table;
    private readonly long seed;

    /// <summary>Creates an evaluator; nothing is copied from the table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="seed">Seed of the draws among several accuracy columns; unused where there is one.</param>
    public TabularEvaluator(ArchitectureTable table, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(table);
        (this.table, this.seed) = (table, seed);
        var first = table.Rows.First();
        Costs =
        [
            .. first.Cost is null ? [] : (IArchitectureCost[])[new ArchitectureCost(Figures.Flops, architecture => table.Find(architecture).Cost!.Value)],
            .. first.Parameters is null ? [] : (IArchitectureCost[])[new ArchitectureCost(Figures.Parameters, architecture => table.Find(architecture).Parameters!.Value)],
        ];
    }

    /// <inheritdoc/>
    public SearchSpaceDefinition Space => table.Space;

    /// <inheritdoc/>
    public ArchitectureScore Reference => table.Mean;

    /// <inheritdoc/>
    public IReadOnlyList<IArchitectureCost> Costs { get; }

    /// <inheritdoc/>
    /// <exception cref="TableFormatException">The table has no row for the architecture.</exception>
    public ArchitectureScore Evaluate(Architecture architecture, int step, CancellationToken abort)
    {
        abort.ThrowIfCancellationRequested();
        return table.Find(architecture).Score(table.AccuracyColumns == 1 ? 0 : new RandomStream(seed, RandomPurpose.Environment, step).NextInt(table.AccuracyColumns));
    }

    /// <inheritdoc/>
    public void Describe(RunDescription into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Kind("table");
        table.Describe(into);
        if (table.AccuracyColumns > 1) into.SetSeed(seed);
    }
}

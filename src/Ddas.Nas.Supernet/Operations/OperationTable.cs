using System.Collections.Immutable;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>Maps each operation of a space to what it computes. Immutable; <see cref="With"/> adds an operation of the caller's.</summary>
public sealed class OperationTable
{
    private readonly ImmutableDictionary<Operation, OperationDefinition> definitions;

    private OperationTable(ImmutableDictionary<Operation, OperationDefinition> definitions) => this.definitions = definitions;

    /// <summary>The eight operations of the DARTS space, as its authors define them.</summary>
    public static OperationTable Darts { get; } = new(new[]
    {
        Define(Operation.None, null),
        Define(DartsOperations.MaxPool3x3, static site => new MaxPool(site.Stride), normalizedInSupernet: true),
        Define(DartsOperations.AveragePool3x3, static site => new AveragePool(site.Stride), normalizedInSupernet: true),
        Define(DartsOperations.SkipConnect, static site => site.Stride == 1 ? new Identity() : new FactorizedReduce(site.Channels, site.Channels, site.Affine, site.Kernels)),
        Define(DartsOperations.SeparableConv3x3, static site => new SeparableConvolution(site, 3)),
        Define(DartsOperations.SeparableConv5x5, static site => new SeparableConvolution(site, 5)),
        Define(DartsOperations.DilatedConv3x3, static site => new DilatedConvolution(site, 3)),
        Define(DartsOperations.DilatedConv5x5, static site => new DilatedConvolution(site, 5)),
    }.ToImmutableDictionary(static d => d.Operation));

    /// <summary>The definition of an operation.</summary>
    /// <exception cref="ArgumentException">The table does not have it; the message says what it has.</exception>
    public OperationDefinition this[Operation operation]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(operation);
            return definitions.TryGetValue(operation, out var definition)
                ? definition
                : throw new ArgumentException($"The operation table does not define '{operation}'; it has {string.Join(", ", definitions.Keys.Select(static o => o.Name).Order(StringComparer.Ordinal))}.", nameof(operation));
        }
    }

    /// <summary>The cost rules of a space's operations, for <see cref="DartsNetworkCost"/>.</summary>
    /// <exception cref="ArgumentException">An operation is not in the table, or has no cost rule.</exception>
    public OperationCosts CostsOf(SearchSpaceDefinition space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return space.Operations.Select(operation => this[operation]).Where(static d => !d.ConnectsNothing).Aggregate(new OperationCosts(), static (costs, d) => costs.With(
            d.Operation,
            d.Cost ?? throw new ArgumentException($"Operation '{d.Operation}' has no cost rule: set {nameof(OperationDefinition)}.{nameof(OperationDefinition.Cost)}, or give an {nameof(IArchitectureCost)}.")));
    }

    /// <summary>The same table with a definition added or replaced.</summary>
    public OperationTable With(OperationDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new OperationTable(definitions.SetItem(definition.Operation, definition));
    }

    private static OperationDefinition Define(Operation operation, Func<OperationSite, nn.Module<Tensor, Tensor>>? create, bool normalizedInSupernet = false) =>
        new(operation, create) { NormalizedInSupernet = normalizedInSupernet, Cost = at => DartsOperationCosts.Default.Of(operation, at) };
}

using System.Collections.Immutable;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>Maps each operation of a space to what it computes. Immutable; <see cref="With"/> adds an operation of the caller's.</summary>
public sealed class OperationTable
{
    private readonly ImmutableDictionary<Operation, OperationDefinition> definitions;

    private OperationTable(ImmutableDictionary<Operation, OperationDefinition> definitions) => this.definitions = definitions;

    /// <summary>The eight operations of the DARTS space, as its authors define them.</summary>
    public static OperationTable Darts { get; } = new(new OperationDefinition[]
    {
        new(Operation.None, null),
        new(DartsOperations.MaxPool3x3, static site => new MaxPool(site.Stride)) { NormalizedInSupernet = true },
        new(DartsOperations.AveragePool3x3, static site => new AveragePool(site.Stride)) { NormalizedInSupernet = true },
        new(DartsOperations.SkipConnect, static site => site.Stride == 1 ? new Identity() : new FactorizedReduce(site.Channels, site.Channels, site.Affine)),
        new(DartsOperations.SeparableConv3x3, static site => new SeparableConvolution(site, 3)),
        new(DartsOperations.SeparableConv5x5, static site => new SeparableConvolution(site, 5)),
        new(DartsOperations.DilatedConv3x3, static site => new DilatedConvolution(site, 3)),
        new(DartsOperations.DilatedConv5x5, static site => new DilatedConvolution(site, 5)),
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

    /// <summary>The same table with a definition added or replaced.</summary>
    public OperationTable With(OperationDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new OperationTable(definitions.SetItem(definition.Operation, definition));
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.Agents.Front;

/// <summary>How <see cref="PolishAgent"/> ends a search.</summary>
public sealed class PolishOptions
{
    /// <summary>What the front is made of, at least one. Default: accuracy and FLOPs.</summary>
    public IReadOnlyList<SearchObjective> Objectives { get; set; } = [SearchObjective.Accuracy, SearchObjective.Flops];

    /// <summary>The share of the steps, at the end, that is spent on neighbours of the front; from 0 to 1. Default 0.3.</summary>
    public double Share { get; set; } = 0.3;

    /// <summary>Whether a neighbour may have <see cref="SearchSpace.Operation.None"/> anew; as the environment's discretizer. Default: allowed.</summary>
    public NonePolicy None { get; set; } = NonePolicy.Allow;

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(PolishOptions));
        SearchObjective.Check(errors, Objectives);
        errors.InRange(nameof(Share), Share, 0, 1);
        errors.Defined(nameof(None), None);
        errors.ThrowIfAny();
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.Agents.Front;

/// <summary>How <see cref="ParetoLocalSearchAgent"/> searches.</summary>
public sealed class ParetoLocalSearchOptions
{
    /// <summary>What it improves, at least one. Default: accuracy and FLOPs.</summary>
    public IReadOnlyList<SearchObjective> Objectives { get; set; } = [SearchObjective.Accuracy, SearchObjective.Flops];

    /// <summary>Random first steps, at least 1. Default 20.</summary>
    public int Initial { get; set; } = 20;

    /// <summary>Whether a neighbour may have <see cref="SearchSpace.Operation.None"/> anew; as the environment's discretizer. Default: allowed.</summary>
    public NonePolicy None { get; set; } = NonePolicy.Allow;

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(ParetoLocalSearchOptions));
        SearchObjective.Check(errors, Objectives);
        errors.AtLeast(nameof(Initial), Initial, 1);
        errors.Defined(nameof(None), None);
        errors.ThrowIfAny();
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.Agents.Front;

/// <summary>How <see cref="Nsga2Agent"/> breeds (Deb et al. 2002).</summary>
public sealed class Nsga2Options
{
    /// <summary>What it improves, at least one. Default: accuracy and FLOPs.</summary>
    public IReadOnlyList<SearchObjective> Objectives { get; set; } = [SearchObjective.Accuracy, SearchObjective.Flops];

    /// <summary>Parents of a generation, and children; at least 2. As many first steps are random. Default 20, for budgets of some hundred steps (Deb et al.: 100).</summary>
    public int Population { get; set; } = 20;

    /// <summary>Chance that a child has two parents, from 0 to 1. Default 0.5 (Deb et al.: 0.9).</summary>
    public double Crossover { get; set; } = 0.5;

    /// <summary>Chance that a chosen pair mutates, from 0 to 1; default null: one over the number of pairs (Deb et al.).</summary>
    public double? Mutation { get; set; }

    /// <summary>Whether a mutation may choose <see cref="SearchSpace.Operation.None"/>; as the environment's discretizer. Default: allowed.</summary>
    public NonePolicy None { get; set; } = NonePolicy.Allow;

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(Nsga2Options));
        SearchObjective.Check(errors, Objectives);
        errors.AtLeast(nameof(Population), Population, 2);
        errors.InRange(nameof(Crossover), Crossover, 0, 1);
        if (Mutation is { } mutation) errors.InRange(nameof(Mutation), mutation, 0, 1);
        errors.Defined(nameof(None), None);
        errors.ThrowIfAny();
    }
}

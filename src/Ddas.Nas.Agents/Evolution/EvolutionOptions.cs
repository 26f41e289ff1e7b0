using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.Agents.Evolution;

/// <summary>How <see cref="RegularizedEvolutionAgent"/> breeds (Real et al. 2019).</summary>
public sealed class EvolutionOptions
{
    /// <summary>Individuals alive, at least 1; as many first steps are random. Default 100 (Real et al.).</summary>
    public int Population { get; set; } = 100;

    /// <summary>Individuals drawn with replacement, of which the most accurate becomes the parent. At least 1; default 25 (Real et al.).</summary>
    public int Sample { get; set; } = 25;

    /// <summary>Whether a mutation may choose <see cref="SearchSpace.Operation.None"/>; as the environment's discretizer. Default: allowed.</summary>
    public NonePolicy None { get; set; } = NonePolicy.Allow;

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(EvolutionOptions));
        errors.AtLeast(nameof(Population), Population, 1);
        errors.AtLeast(nameof(Sample), Sample, 1);
        errors.Defined(nameof(None), None);
        errors.ThrowIfAny();
    }
}

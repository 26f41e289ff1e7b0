using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Evolution;

internal static class EvolutionOptionsValidator
{
    public static void Validate(EvolutionOptions options)
    {
        var errors = new OptionErrors(nameof(EvolutionOptions));
        errors.AtLeast(nameof(options.Population), options.Population, 1);
        errors.AtLeast(nameof(options.Sample), options.Sample, 1);
        errors.Defined(nameof(options.None), options.None);
        errors.ThrowIfAny();
    }
}

using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Evolution;

internal static class LocalSearchOptionsValidator
{
    public static void Validate(LocalSearchOptions options)
    {
        var errors = new OptionErrors(nameof(LocalSearchOptions));
        errors.Defined(nameof(options.Move), options.Move);
        errors.Defined(nameof(options.None), options.None);
        errors.ThrowIfAny();
    }
}

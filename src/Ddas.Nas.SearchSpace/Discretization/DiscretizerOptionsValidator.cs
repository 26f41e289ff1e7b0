namespace Ddas.Nas.SearchSpace.Discretization;

internal static class DiscretizerOptionsValidator
{
    public static void Validate(DiscretizerOptions options)
    {
        var errors = new OptionErrors(nameof(DiscretizerOptions));
        errors.Defined(nameof(options.None), options.None);
        errors.Defined(nameof(options.Ties), options.Ties);
        errors.ThrowIfAny();
    }
}

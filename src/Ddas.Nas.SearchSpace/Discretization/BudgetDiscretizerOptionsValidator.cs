namespace Ddas.Nas.SearchSpace.Discretization;

internal static class BudgetDiscretizerOptionsValidator
{
    public static void Validate(BudgetDiscretizerOptions options)
    {
        var errors = new OptionErrors(nameof(BudgetDiscretizerOptions));
        errors.AtLeast(nameof(options.MaxFlops), options.MaxFlops, 1);
        errors.Defined(nameof(options.None), options.None);
        errors.ThrowIfAny();
    }
}

namespace Ddas.Nas.SearchSpace.Environments;

internal static class CostAwareRewardOptionsValidator
{
    public static void Validate(CostAwareRewardOptions options)
    {
        var errors = new OptionErrors(nameof(CostAwareRewardOptions));
        errors.AtLeast(nameof(options.Weight), options.Weight, 0);
        errors.Above(nameof(options.Reference), options.Reference, 0);
        errors.Defined(nameof(options.Measure), options.Measure);
        errors.ThrowIfAny();
    }
}

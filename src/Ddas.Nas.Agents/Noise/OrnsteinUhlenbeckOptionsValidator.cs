using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Noise;

internal static class OrnsteinUhlenbeckOptionsValidator
{
    public static void Validate(OrnsteinUhlenbeckOptions options)
    {
        var errors = new OptionErrors(nameof(OrnsteinUhlenbeckOptions));
        errors.AtLeast(nameof(options.Theta), options.Theta, 0);
        errors.AtLeast(nameof(options.Sigma), options.Sigma, 0);
        errors.Check(double.IsFinite(options.Mean), FormattableString.Invariant($"Mean is {options.Mean}, but must be finite."));
        errors.Above(nameof(options.TimeStep), options.TimeStep, 0);
        errors.Check(double.IsFinite(options.Start), FormattableString.Invariant($"Start is {options.Start}, but must be finite."));
        double product = options.Theta * options.TimeStep;
        errors.Check(!(product >= 2), FormattableString.Invariant($"Theta x TimeStep is {product}, but must be below 2."));
        errors.ThrowIfAny();
    }
}

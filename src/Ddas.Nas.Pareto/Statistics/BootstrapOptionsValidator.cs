namespace Ddas.Nas.Pareto.Statistics;

/// <summary>Checks <see cref="BootstrapOptions"/>.</summary>
internal static class BootstrapOptionsValidator
{
    /// <exception cref="ArgumentException">Names every option that is out of range.</exception>
    public static void Validate(BootstrapOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = new List<string>();
        if (options.Resamples < 100)
            errors.Add($"{nameof(options.Resamples)} must be at least 100, not {options.Resamples}.");
        if (!(options.Confidence > 0 && options.Confidence < 1))
            errors.Add($"{nameof(options.Confidence)} must lie between 0 and 1, not {options.Confidence}.");
        if (!Enum.IsDefined(options.Method))
            errors.Add($"{nameof(options.Method)} must be a {nameof(BootstrapMethod)}, not {options.Method}.");
        if (errors.Count > 0)
            throw new ArgumentException(string.Join(' ', errors), nameof(options));
    }
}

namespace Ddas.Nas.Pareto.Statistics;

/// <summary>How <see cref="Bootstrap"/> turns resampled statistics into an interval.</summary>
public enum BootstrapMethod
{
    /// <summary>Their quantiles.</summary>
    Percentile,

    /// <summary>Their quantiles at levels corrected for bias and skewness: BCa (Efron 1987).</summary>
    BiasCorrectedAccelerated,
}

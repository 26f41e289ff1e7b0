namespace Ddas.Nas.Pareto.Statistics;

/// <summary>
/// A method against a baseline on the same seeds (and the same supernet and budget): what differs, how sure it is, how
/// large. Differences are method less baseline.
/// </summary>
/// <param name="Count">Number of pairs.</param>
/// <param name="MeanDifference">The mean difference with its bootstrap interval over pairs.</param>
/// <param name="Wins">Pairs in which the method's value is larger.</param>
/// <param name="Losses">Pairs in which it is smaller.</param>
/// <param name="CohensDz">Effect size of the pairs, see <see cref="EffectSize.CohensDz"/>.</param>
/// <param name="CliffsDelta">Effect size without pairing, see <see cref="EffectSize.CliffsDelta"/>.</param>
/// <param name="SignP">Two-sided p-value of <see cref="PairedTests.Sign"/>.</param>
/// <param name="PermutationP">Two-sided p-value of <see cref="PairedTests.Permutation"/>.</param>
public sealed record PairedComparison(
    int Count,
    ConfidenceInterval MeanDifference,
    int Wins,
    int Losses,
    double CohensDz,
    double CliffsDelta,
    double SignP,
    double PermutationP)
{
    /// <summary>Compares two series whose values at one index belong to one seed.</summary>
    /// <param name="method">At least two finite values.</param>
    /// <param name="baseline">As many.</param>
    /// <param name="options">Of the bootstrap; defaults if null.</param>
    /// <exception cref="ArgumentException">The series differ in length, are too short, or hold NaN or infinity; or options are out of range.</exception>
    public static PairedComparison Of(IReadOnlyList<double> method, IReadOnlyList<double> baseline, BootstrapOptions? options = null)
    {
        Samples.CheckPaired(method, baseline);
        Samples.CheckFinite(method, nameof(method));
        Samples.CheckFinite(baseline, nameof(baseline));
        options ??= new BootstrapOptions();
        double[] differences = [.. method.Zip(baseline, (a, b) => a - b)];
        return new PairedComparison(
            differences.Length,
            new Bootstrap(options).Interval(differences, Enumerable.Average),
            differences.Count(value => value > 0),
            differences.Count(value => value < 0),
            EffectSize.CohensDz(differences),
            EffectSize.CliffsDelta(method, baseline),
            PairedTests.Sign(differences),
            PairedTests.Permutation(differences, options.Seed));
    }
}

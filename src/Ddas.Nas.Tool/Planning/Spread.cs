namespace Ddas.Nas.Tool.Planning;

/// <summary>A figure that is not known exactly.</summary>
/// <param name="Expected">What is to be expected.</param>
/// <param name="Least">What it is at least.</param>
/// <param name="Most">What it is at most.</param>
internal sealed record Spread(double Expected, double Least, double Most)
{
    public static Spread Exactly(double figure) => new(figure, figure, figure);

    /// <summary>Median, smallest and largest of measured figures, at least one.</summary>
    public static Spread Of(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        return new Spread((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0], sorted[^1]);
    }

    public static Spread operator +(Spread a, Spread b) => new(a.Expected + b.Expected, a.Least + b.Least, a.Most + b.Most);

    public static Spread operator *(double factor, Spread spread) => new(factor * spread.Expected, factor * spread.Least, factor * spread.Most);
}

using System.Globalization;

namespace Ddas.Nas.Reporting.Charts;

/// <summary>A straight scale that holds all values, with round ticks.</summary>
internal sealed class Axis
{
    private const int WantedTicks = 5;
    private readonly int decimals;

    private Axis(string label, double minimum, double maximum, double step)
    {
        (Label, Minimum, Maximum) = (label, minimum, maximum);
        decimals = Math.Clamp((int)-Math.Floor(Math.Log10(step) + 1e-9), 0, 12);
        int first = 0;
        double start = Math.Ceiling((minimum / step) - 1e-9) * step;
        var ticks = new List<double>();
        for (double tick = start; tick <= maximum + (step * 1e-9); tick = start + (++first * step)) ticks.Add(Math.Abs(tick) < step * 1e-9 ? 0 : tick);
        Ticks = ticks;
    }

    private Axis(Axis axis)
    {
        (Label, Minimum, Maximum, decimals) = (axis.Label, axis.Minimum, axis.Maximum, axis.decimals);
        Ticks = [];
    }

    public string Label { get; }

    public double Minimum { get; }

    public double Maximum { get; }

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>An axis over some values; a little room stays on both sides but at a bound.</summary>
    /// <param name="label">What it says, with the unit.</param>
    /// <param name="values">Those that are not finite are ignored; without any the axis goes from 0 to 1.</param>
    /// <param name="floor">It never starts below this where no value does.</param>
    /// <param name="ceiling">It never ends above this where no value does.</param>
    public static Axis Over(string label, IEnumerable<double> values, double floor = double.NegativeInfinity, double ceiling = double.PositiveInfinity) =>
        Make(label, values, floor, ceiling, room: 0.06, leastStep: 0);

    /// <summary>An axis over whole numbers, which begins with the least and ends with the greatest.</summary>
    public static Axis Whole(string label, IEnumerable<double> values) => Make(label, values, double.NegativeInfinity, double.PositiveInfinity, room: 0, leastStep: 1);

    private static Axis Make(string label, IEnumerable<double> values, double floor, double ceiling, double room, double leastStep)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double value in values)
            if (double.IsFinite(value)) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (low > high) (low, high) = (0, 1);
        if (high - low <= Math.Max(Math.Abs(low), Math.Abs(high)) * 1e-9)
            (low, high) = leastStep > 0 ? (low, high + leastStep) : low == 0 ? (0, 1) : (low - (Math.Abs(low) * 0.1), high + (Math.Abs(high) * 0.1));
        room *= high - low;
        double minimum = low - room < floor && low >= floor ? floor : low - room;
        double maximum = high + room > ceiling && high <= ceiling ? ceiling : high + room;
        if (maximum <= minimum) (minimum, maximum) = (minimum - 0.5, minimum + 0.5);
        return new Axis(label, minimum, maximum, Math.Max(leastStep, RoundStep((maximum - minimum) / WantedTicks)));
    }

    /// <summary>The same scale for a chart that writes its places itself.</summary>
    public Axis WithoutTicks() => new(this);

    /// <summary>A tick or value as the axis writes it.</summary>
    public string Format(double value) =>
        Math.Abs(value) is >= 1e6 or (> 0 and < 1e-4) ? value.ToString("0.##e0", CultureInfo.InvariantCulture) : value.ToString("F" + decimals, CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>The share of the way from one end to the other.</summary>
    public double Share(double value) => (value - Minimum) / (Maximum - Minimum);

    /// <summary>1, 2 or 5 times a power of ten, nearest to a step.</summary>
    internal static double RoundStep(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return (step / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 } * power;
    }
}

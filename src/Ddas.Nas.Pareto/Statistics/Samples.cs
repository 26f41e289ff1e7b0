namespace Ddas.Nas.Pareto.Statistics;

/// <summary>Checks of numbers at the door.</summary>
internal static class Samples
{
    /// <summary>Two series of one length, at least two long, without NaN.</summary>
    public static void CheckPaired(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count || first.Count < 2)
            throw new ArgumentException($"Two paired series of at least 2 values are needed, not {first.Count} and {second.Count} values.", nameof(second));
        CheckNumbers(first, nameof(first));
        CheckNumbers(second, nameof(second));
    }

    /// <summary>No NaN.</summary>
    public static void CheckNumbers(IReadOnlyList<double> values, string name)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (double.IsNaN(values[i]))
                throw new ArgumentException($"Value {i} is NaN.", name);
        }
    }

    /// <summary>Neither NaN nor infinity.</summary>
    public static void CheckFinite(IReadOnlyList<double> values, string name)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (!double.IsFinite(values[i]))
                throw new ArgumentException($"Value {i} is {values[i]}, not a finite number.", name);
        }
    }
}

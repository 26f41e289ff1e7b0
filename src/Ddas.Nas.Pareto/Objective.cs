namespace Ddas.Nas.Pareto;

/// <summary>One number by which results are compared, for example accuracy or FLOPs. Immutable.</summary>
/// <typeparam name="T">The result, for example a step of a search.</typeparam>
public sealed class Objective<T>
{
    private readonly Func<T, double> value;

    /// <summary>Names an objective and says how to read it from a result.</summary>
    /// <param name="name">For tables, axes and error messages, for example <c>accuracy</c>.</param>
    /// <param name="unit">For example <c>%</c> or <c>FLOPs</c>; empty if it has none.</param>
    /// <param name="direction">Which way it improves.</param>
    /// <param name="value">A pure function; it may return infinity, never NaN.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public Objective(string name, string unit, Direction direction, Func<T, double> value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(value);
        if (!Enum.IsDefined(direction))
            throw new ArgumentOutOfRangeException(nameof(direction), direction, "Minimize or Maximize.");
        Name = name;
        Unit = unit;
        Direction = direction;
        this.value = value;
    }

    /// <summary>For tables, axes and error messages.</summary>
    public string Name { get; }

    /// <summary>The unit of <see cref="Value"/>; empty if it has none.</summary>
    public string Unit { get; }

    /// <summary>Which way it improves.</summary>
    public Direction Direction { get; }

    /// <summary>The objective of a result, in <see cref="Unit"/>.</summary>
    /// <exception cref="ArgumentException">It is NaN, which compares with nothing.</exception>
    public double Value(T item)
    {
        double result = value(item);
        return double.IsNaN(result)
            ? throw new ArgumentException($"Objective '{Name}' is NaN for {item}: leave such results out before comparing.", nameof(item))
            : result;
    }

    /// <summary>The name with its unit, for example <c>latency [ms]</c>.</summary>
    public override string ToString() => Unit.Length == 0 ? Name : $"{Name} [{Unit}]";

    /// <summary><see cref="Value"/> with the sign that makes less better.</summary>
    internal double Cost(T item) => ToCost(Value(item));

    internal double ToCost(double value) => Direction == Direction.Minimize ? value : -value;
}

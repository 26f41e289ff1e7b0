using System.Numerics;

namespace Ddas.Nas.SearchSpace;

/// <summary>Collects what is wrong with an options object, so that a validator can say all of it at once.</summary>
/// <param name="optionsName">The options class, as the message names it.</param>
public sealed class OptionErrors(string optionsName)
{
    private readonly List<string> errors = [];

    /// <summary>The errors so far, one sentence each.</summary>
    public IReadOnlyList<string> Errors => errors;

    /// <summary>Adds an error where a condition does not hold.</summary>
    /// <param name="holds">The condition.</param>
    /// <param name="error">What is wrong and what is allowed, for example <c>"Steps is 0, but must be at least 1."</c></param>
    public void Check(bool holds, string error)
    {
        if (!holds) errors.Add(error);
    }

    /// <summary>Adds an error where a number lies outside a closed range (or is not a number).</summary>
    public void InRange<T>(string name, T value, T minimum, T maximum)
        where T : INumber<T> =>
        Check(value >= minimum && value <= maximum, FormattableString.Invariant($"{name} is {value}, but must be from {minimum} to {maximum}."));

    /// <summary>Adds an error where a number is below a minimum (or not finite).</summary>
    public void AtLeast<T>(string name, T value, T minimum)
        where T : INumber<T> =>
        Check(T.IsFinite(value) && value >= minimum, FormattableString.Invariant($"{name} is {value}, but must be at least {minimum}."));

    /// <summary>Adds an error where a number is not above a bound (or not finite).</summary>
    public void Above<T>(string name, T value, T bound)
        where T : INumber<T> =>
        Check(T.IsFinite(value) && value > bound, FormattableString.Invariant($"{name} is {value}, but must be above {bound}."));

    /// <summary>Adds an error where a value is not one that its enumeration defines.</summary>
    public void Defined<T>(string name, T value)
        where T : struct, Enum =>
        Check(Enum.IsDefined(value), $"{name} is {value}, but must be one of {string.Join(", ", Enum.GetNames<T>())}.");

    /// <summary>Throws where there are errors.</summary>
    /// <exception cref="OptionsException">All errors in one message.</exception>
    public void ThrowIfAny()
    {
        if (errors.Count > 0) throw new OptionsException(optionsName, errors);
    }
}

using Ddas.Nas.Pareto;
namespace Ddas.Nas.Testing;

/// <summary>Checks that an objective keeps the contract of <see cref="Objective{T}"/>; for the tests of whoever writes one.</summary>
public static class ObjectiveChecker
{
    /// <summary>Asks for the value of each result and returns every breach of the contract, one sentence each; none when it is kept.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="items">Results such as a search makes, with and without their optional values.</param>
    /// <typeparam name="T">The result.</typeparam>
    public static IReadOnlyList<string> Check<T>(Objective<T> objective, IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(items);
        var breaches = new List<string>();
        foreach (var item in items)
        {
            try
            {
                double first = objective.Value(item), second = objective.Value(item);
                if (first != second) breaches.Add(FormattableString.Invariant($"'{objective.Name}' of {item} is first {first}, then {second}; it must be a pure function."));
            }
            catch (ArgumentException e)
            {
                breaches.Add(e.Message);
            }
        }

        return breaches;
    }
}

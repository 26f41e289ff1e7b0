using System.Diagnostics;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Tool.Search;

/// <summary>Measures times.</summary>
internal static class Timing
{
    private const int FewestRounds = 2, MostRounds = 16;
    private const double Enough = 3;

    /// <summary>Seconds of an action.</summary>
    public static double Of(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>
    /// Seconds for each architecture, the mean of two rounds, or more where they are short, after one over all of them in which
    /// code is compiled and memory taken.
    /// </summary>
    public static double[] PerAction(IReadOnlyList<ArchitectureWeights> actions, Action<ArchitectureWeights> measure)
    {
        foreach (var action in actions) measure(action);
        var seconds = new double[actions.Count];
        int rounds = 0;
        while (rounds < FewestRounds || (rounds < MostRounds && seconds.Sum() < Enough))
        {
            for (int i = 0; i < actions.Count; i++) seconds[i] += Of(() => measure(actions[i]));
            rounds++;
        }

        return [.. seconds.Select(sum => sum / rounds)];
    }
}

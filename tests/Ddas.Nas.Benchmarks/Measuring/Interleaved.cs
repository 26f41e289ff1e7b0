namespace Ddas.Nas.Benchmarks.Measuring;

/// <summary>Measures several things in turn, so that whatever else the machine does hits all of them alike.</summary>
internal static class Interleaved
{
    /// <summary>Median seconds of each action over the rounds, after one call that does not count.</summary>
    public static double[] Measure(int rounds, params Action[] actions)
    {
        var seconds = actions.Select(_ => new double[rounds]).ToArray();
        foreach (var action in actions) action();
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < actions.Length; i++)
            {
                double start = Clock.Seconds;
                actions[i]();
                seconds[i][round] = Clock.Seconds - start;
            }
        }

        return [.. seconds.Select(Median)];
    }

    /// <summary>The median; the mean of the middle two of an even number.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

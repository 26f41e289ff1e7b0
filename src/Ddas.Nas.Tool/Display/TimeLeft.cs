using System.Globalization;

namespace Ddas.Nas.Tool.Display;

/// <summary>
/// Estimates the time left from the pace of the last tenth of the work. What passed before the first mark, where code is
/// compiled and files are read, does not count.
/// </summary>
internal sealed class TimeLeft(TimeProvider? time = null)
{
    private const double Recent = 0.1;
    private readonly TimeProvider time = time ?? TimeProvider.System;
    private readonly Queue<(double Done, long At)> marks = new();

    /// <summary>Marks where the work stands and says what is left; <c>--:--</c> while there is no pace yet.</summary>
    /// <param name="done">Share that is done, 0 to 1.</param>
    public string At(double done)
    {
        marks.Enqueue((done, time.GetTimestamp()));
        while (marks.Count > 2 && marks.ElementAt(1).Done <= done - Recent) marks.Dequeue();
        var (first, since) = marks.Peek();
        if (done <= first) return "--:--";
        var left = time.GetElapsedTime(since) * ((1 - done) / (done - first));
        return left.ToString(left.TotalHours >= 24 ? @"d\.hh\:mm\:ss" : left.TotalHours >= 1 ? @"h\:mm\:ss" : @"mm\:ss", CultureInfo.InvariantCulture);
    }
}

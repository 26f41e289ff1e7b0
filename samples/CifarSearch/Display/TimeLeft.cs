using System.Diagnostics;
using System.Globalization;

namespace Ddas.Nas.CifarSearch.Display;

/// <summary>Estimates the time left of work that goes on evenly.</summary>
internal sealed class TimeLeft
{
    private readonly long start = Stopwatch.GetTimestamp();

    /// <param name="done">Share that is done, 0 to 1.</param>
    public string At(double done) =>
        done <= 0 ? "--:--" : (Stopwatch.GetElapsedTime(start) * ((1 - done) / done)) is var left && left.TotalHours >= 1
            ? left.ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture)
            : left.ToString(@"mm\:ss", CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace Ddas.Nas.Tool.Display;

/// <summary>What the process uses and does.</summary>
internal static class Pace
{
    /// <summary>The memory that the process has in use.</summary>
    public static string Memory() => string.Create(CultureInfo.InvariantCulture, $"{Environment.WorkingSet / (1024.0 * 1024):F0} MB");

    /// <summary>Images in a time, as a part of a line; empty where none are counted.</summary>
    public static string Images(double? images, double seconds) =>
        images is { } count && seconds > 0 ? string.Create(CultureInfo.InvariantCulture, $", {count / seconds:N0} images/s") : "";
}

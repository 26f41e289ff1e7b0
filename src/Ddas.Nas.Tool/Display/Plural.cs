using System.Globalization;

namespace Ddas.Nas.Tool.Display;

/// <summary>Counted things.</summary>
internal static class Plural
{
    /// <summary>A number and a noun, as in 1 step and 2 steps.</summary>
    public static string Of(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}

using System.Globalization;

namespace Ddas.Nas.Reporting.Drawing;

/// <summary>How pages and captions write numbers.</summary>
internal static class Text
{
    /// <summary>A fraction as percent with two decimals, or a dash.</summary>
    public static string Percent(double? fraction) => fraction is { } value ? string.Create(CultureInfo.InvariantCulture, $"{100 * value:F2} %") : "–";

    /// <summary>A number with up to three decimals, or a dash.</summary>
    public static string Number(double? number) => number is { } value ? value.ToString("#,0.###", CultureInfo.InvariantCulture).Replace(',', ' ') : "–";

    /// <summary>A number exactly, as <c>steps.jsonl</c> has it.</summary>
    public static string Exact(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A name as part of a file's: letters and digits of ASCII in lower case, all else one hyphen.</summary>
    public static string FilePart(string name)
    {
        string plain = string.Concat(name.ToLowerInvariant().Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        return string.Join('-', plain.Split('-', StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } part ? part : "run";
    }

    /// <summary>Seconds as hours, minutes and seconds.</summary>
    public static string Duration(double seconds) => seconds < 60 ? string.Create(CultureInfo.InvariantCulture, $"{seconds:F1} s") : TimeSpan.FromSeconds(seconds).ToString(seconds < 3600 ? @"m\:ss" : @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);
}

namespace Ddas.Nas.SearchSpace;

/// <summary>Quotes a bit of a text that could not be read.</summary>
internal static class TextFragment
{
    private const int Length = 12;

    /// <summary>What stands at a position, for an error message.</summary>
    public static string At(string text, int position)
    {
        if (position >= text.Length) return "the end of the text";
        var printable = text.Skip(position).Take(Length).Select(static c => char.IsControl(c) ? '?' : c);
        return $"'{string.Concat(printable)}{(text.Length - position > Length ? "..." : "")}'";
    }
}

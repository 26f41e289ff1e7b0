namespace Ddas.Nas.SearchSpace;

/// <summary>Quotes a bit of a text that could not be read.</summary>
internal static class TextFragment
{
    /// <summary>What stands at a position, for an error message; at most so many characters of it.</summary>
    public static string At(string text, int position, int length = 12)
    {
        if (position >= text.Length) return "the end of the text";
        var printable = text.Skip(position).Take(length).Select(static c => char.IsControl(c) ? '?' : c);
        return $"'{string.Concat(printable)}{(text.Length - position > length ? "..." : "")}'";
    }
}

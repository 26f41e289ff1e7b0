namespace Ddas.Nas.Tool.Submission;

/// <summary>Words for a POSIX shell.</summary>
internal static class ShellText
{
    /// <summary>The words as one command; each comes through as it is.</summary>
    public static string Command(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=,+@%".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

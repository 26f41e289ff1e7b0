using Ddas.Nas.Tool.Common;

namespace Ddas.Nas.Tool.Submission;

/// <summary>Words for a POSIX shell, and for sbatch, which reads quotes in a script's options in the same way.</summary>
internal static class ShellText
{
    /// <summary>The words as one command; each comes through as it is.</summary>
    /// <exception cref="UsageException">A word holds a control character, such as the end of a line.</exception>
    public static string Command(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    /// <summary>One word for a script, in quotes where it needs them.</summary>
    /// <exception cref="UsageException">It holds a control character, such as the end of a line.</exception>
    public static string Quote(string word)
    {
        if (word.Any(char.IsControl))
            throw new UsageException($"'{string.Concat(word.Select(static c => char.IsControl(c) ? '?' : c))}' holds a control character (shown as ?), which cannot stand in a batch script: choose another name.");
        return Word(word);
    }

    /// <summary>One word for a person to paste, in quotes where it needs them.</summary>
    public static string Word(string word) => word.Length > 0 && word.All(static c => char.IsAsciiLetterOrDigit(c) || "-_./:=,+@%".Contains(c, StringComparison.Ordinal))
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

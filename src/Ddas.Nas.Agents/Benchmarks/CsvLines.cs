using System.Text;

namespace Ddas.Nas.Agents.Benchmarks;

/// <summary>
/// The lines of a CSV text, one at a time, in bounded memory: commas, fields in double quotes where they hold commas or
/// quotes (doubled), no line breaks inside fields. Empty lines are skipped.
/// </summary>
internal sealed class CsvLines(TextReader text, string name)
{
    private const int MaxLine = 1 << 16;
    private readonly StringBuilder line = new();

    /// <summary>The number of the line that was read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The fields of the next line that is not empty; null at the end.</summary>
    /// <exception cref="TableFormatException">The line is too long or its quotes do not match.</exception>
    public List<string>? Next()
    {
        while (ReadLine())
            if (line.Length > 0) return Split(line.ToString());
        return null;
    }

    public TableFormatException Error(string problem, Exception? inner = null) => new($"{name}, line {Number}: {problem}", inner);

    private bool ReadLine()
    {
        line.Clear();
        int character = text.Read();
        if (character < 0) return false;
        Number++;
        for (; character >= 0 && character != '\n'; character = text.Read())
        {
            if (line.Length == MaxLine) throw Error($"longer than {MaxLine} characters, so this is no table of architectures.");
            line.Append((char)character);
        }

        if (line.Length > 0 && line[^1] == '\r') line.Length--;
        return true;
    }

    private List<string> Split(string text)
    {
        var fields = new List<string>();
        int at = 0;
        do
        {
            fields.Add(at < text.Length && text[at] == '"' ? Quoted(text, ref at) : Plain(text, ref at));
        }
        while (at++ < text.Length);
        return fields;
    }

    private static string Plain(string text, ref int at)
    {
        int start = at;
        at = text.IndexOf(',', start) is >= 0 and var comma ? comma : text.Length;
        return text[start..at].Trim();
    }

    private string Quoted(string text, ref int at)
    {
        var field = new StringBuilder();
        for (at++; ; at++)
        {
            int quote = text.IndexOf('"', at);
            if (quote < 0) throw Error("a field's closing quote is missing.");
            field.Append(text, at, quote - at);
            at = quote + 1;
            if (at == text.Length || text[at] == ',') return field.ToString();
            if (text[at] != '"') throw Error($"a comma was expected behind the closing quote, but '{text[at]}' was found.");
            field.Append('"');
        }
    }
}

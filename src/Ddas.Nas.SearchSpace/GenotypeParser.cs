using System.Globalization;

namespace Ddas.Nas.SearchSpace;

/// <summary>Reads DARTS' genotype text, by recursive descent; remembers where each part stood.</summary>
internal sealed class GenotypeParser(string text)
{
    /// <summary>No genotype is longer; a longer text is refused before it is read.</summary>
    internal const int MaxLength = 100_000;

    private const int MaxState = 999;
    private const int MaxName = 100;
    private static readonly string[] Fields = ["normal", "normal_concat", "reduce", "reduce_concat"];

    private readonly Dictionary<string, int> fieldPositions = [];
    private readonly Dictionary<string, List<int>> pairPositions = new() { ["normal"] = [], ["reduce"] = [] };
    private int at;

    /// <summary>The genotype, and the position of a cell's pair (-1: of the cell; -2: of its concatenation).</summary>
    public (Genotype Genotype, Func<string, int, int> PositionOf) Parse()
    {
        if (text.Length > MaxLength) throw new GenotypeFormatException(MaxLength, $"a genotype of at most {MaxLength} characters was expected, but the text has {text.Length}");
        var pairs = new Dictionary<string, List<GenotypePair>>();
        var concats = new Dictionary<string, List<int>>();
        if (!TakeWord("Genotype")) throw Expected("'Genotype('");
        Take('(');
        do
        {
            if (Peek() == ')' && fieldPositions.Count > 0) break;
            string field = Field();
            Take('=');
            SkipSpace();
            fieldPositions.Add(field, at);
            if (pairPositions.TryGetValue(field, out var positions)) pairs.Add(field, Pairs(positions));
            else concats.Add(field, Concat());
        }
        while (TryTake(','));

        if (Peek() != ')') throw Expected("',' or ')'");
        if (Array.Find(Fields, f => !fieldPositions.ContainsKey(f)) is { } missing) throw Expected($"'{missing}='");
        Take(')');
        if (Peek() != '\0' || at < text.Length) throw Expected("the end");
        return (new Genotype(pairs["normal"], concats["normal_concat"], pairs["reduce"], concats["reduce_concat"]), PositionOf);
    }

    private int PositionOf(string kind, int pair) => pair switch
    {
        >= 0 => pairPositions[kind][pair],
        -2 => fieldPositions[kind + "_concat"],
        _ => fieldPositions[kind],
    };

    private string Field()
    {
        foreach (string field in Fields)
        {
            int start = at;
            if (!TakeWord(field)) continue;
            if (!fieldPositions.ContainsKey(field)) return field;
            at = start;
            SkipSpace();
            throw new GenotypeFormatException(at, $"'{field}=' stands there a second time");
        }

        throw Expected(string.Join(" or ", Fields.Where(f => !fieldPositions.ContainsKey(f)).Select(static f => $"'{f}='")));
    }

    private List<GenotypePair> Pairs(List<int> positions)
    {
        var pairs = new List<GenotypePair>();
        Take('[');
        while (!TryTake(']'))
        {
            if (pairs.Count > 0) TakeSeparator(']');
            if (TryTake(']')) break;
            Take('(');
            positions.Add(at - 1);
            var operation = OperationName();
            Take(',');
            pairs.Add(new GenotypePair(operation, State()));
            TryTake(',');
            Take(')');
        }

        return pairs;
    }

    private List<int> Concat()
    {
        var states = new List<int>();
        if (TakeWord("range"))
        {
            Take('(');
            int first = State();
            Take(',');
            int end = State();
            Take(')');
            for (int state = first; state < end; state++) states.Add(state);
            return states;
        }

        if (Peek() != '[') throw Expected("'[' or 'range('");
        Take('[');
        while (!TryTake(']'))
        {
            if (states.Count > 0) TakeSeparator(']');
            if (TryTake(']')) break;
            states.Add(State());
        }

        return states;
    }

    private Operation OperationName()
    {
        char quote = Peek();
        if (quote is not ('\'' or '"')) throw Expected("an operation's name in quotes");
        int start = ++at;
        while (at < text.Length && at - start <= MaxName && IsWord(text[at])) at++;
        if (at == start || at - start > MaxName) throw Expected($"an operation's name of 1 to {MaxName} letters, digits and underscores");
        if (at == text.Length || text[at] != quote) throw Expected($"a letter, digit, underscore or closing {quote}");
        return new Operation(text[start..at++]);
    }

    private int State()
    {
        SkipSpace();
        int start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        if (at > start && int.TryParse(text.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out int state) && state <= MaxState) return state;
        at = start;
        throw Expected($"a whole number from 0 to {MaxState}");
    }

    private bool TakeWord(string word)
    {
        SkipSpace();
        int end = at + word.Length;
        if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0 || (end < text.Length && IsWord(text[end]))) return false;
        at = end;
        return true;
    }

    private void TakeSeparator(char close)
    {
        if (!TryTake(',')) throw Expected($"',' or '{close}'");
    }

    private void Take(char wanted)
    {
        if (!TryTake(wanted)) throw Expected($"'{wanted}'");
    }

    private bool TryTake(char wanted)
    {
        if (Peek() != wanted || at >= text.Length) return false;
        at++;
        return true;
    }

    private char Peek()
    {
        SkipSpace();
        return at < text.Length ? text[at] : '\0';
    }

    private void SkipSpace()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
    }

    private GenotypeFormatException Expected(string what) => new(at, $"{what} was expected, but {TextFragment.At(text, at)} was found");

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}

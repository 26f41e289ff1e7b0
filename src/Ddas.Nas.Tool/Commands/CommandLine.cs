using System.CommandLine;
using System.Globalization;

namespace Ddas.Nas.Tool.Commands;

/// <summary>Writes down the command that repeats a run.</summary>
internal static class CommandLine
{
    /// <summary>The arguments that were given, for one seed, with the folder left to fill in.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="folder">Name of the option that says where to.</param>
    /// <param name="seed">The seed of this run.</param>
    public static string Of(ParseResult arguments, string folder, long seed)
    {
        var command = arguments.CommandResult.Command;
        var words = new List<string> { "ddas", command.Name };
        foreach (var option in command.Options)
        {
            string name = option.Name.TrimStart('-');
            if (name == folder || name is "seed" or "seeds" or "quiet" or "resume" || arguments.GetResult(option) is not { Implicit: false } result) continue;
            words.Add(option.Name);
            words.AddRange(result.Tokens.Select(static token => Quoted(token.Value)));
        }

        return string.Join(' ', [.. words, "--seed", seed.ToString(CultureInfo.InvariantCulture), $"--{folder}", "DIR"]);
    }

    private static string Quoted(string word) =>
        word.Length > 0 && word.All(static c => char.IsLetterOrDigit(c) || "-_./:,=+@%".Contains(c)) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

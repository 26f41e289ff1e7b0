using System.CommandLine;
using System.Globalization;
using Ddas.Nas.Tool.Submission;

namespace Ddas.Nas.Tool.Commands;

/// <summary>Writes down the command that repeats a run.</summary>
internal static class CommandLine
{
    /// <summary>The arguments of a search, for one seed, with the run's folder left to fill in.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="seed">The seed of this run.</param>
    public static string Of(ParseResult arguments, long seed)
    {
        var command = arguments.CommandResult.Command;
        var words = new List<string> { "ddas", command.Name };
        foreach (var option in command.Options)
        {
            string name = option.Name.TrimStart('-');
            if (name is "run" or "seed" or "seeds" or "quiet" or "resume" || arguments.GetResult(option) is not { Implicit: false } result) continue;
            words.Add(option.Name);
            words.AddRange(result.Tokens.Select(static token => ShellText.Word(token.Value)));
        }

        return string.Join(' ', [.. words, "--seed", seed.ToString(CultureInfo.InvariantCulture), "--run", "DIR"]);
    }
}

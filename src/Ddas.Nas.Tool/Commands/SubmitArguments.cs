using System.CommandLine;
using System.CommandLine.Parsing;
using Ddas.Nas.Tool.Common;
using Ddas.Nas.Tool.Evaluation;

namespace Ddas.Nas.Tool.Commands;

/// <summary>The options that hand the work to a cluster: <c>--submit</c> and what it takes.</summary>
internal sealed class SubmitArguments
{
    private const string Resume = "--resume";

    private readonly Option<string?> submit = new("--submit") { Description = "slurm: submit an array, follow it and collect." };
    private readonly Option<int?> parallel = new("--parallel") { Description = "Most cells at once on the cluster; no limit when left out." };
    private readonly Option<string[]> slurmOption = new("--slurm-option") { Description = "One more option for sbatch, as in --slurm-option=--partition=gpu; may be given several times." };

    public SubmitArguments(Command command)
    {
        submit.AcceptOnlyFromAmong("slurm");
        foreach (Option option in All) command.Add(option);
    }

    private Option[] All => [submit, parallel, slurmOption];

    /// <summary>What the cluster is to do; null where nothing is submitted.</summary>
    /// <exception cref="UsageException">An argument cannot stand in a script; the message says which.</exception>
    public SlurmRequest? Bind(ParseResult arguments, string folder)
    {
        if (arguments.GetValue(submit) != "slurm") return null;
        var request = new SlurmRequest([.. Executable(), .. Words(arguments)], arguments.GetValue(parallel), arguments.GetValue(slurmOption) ?? []);
        request.Script(1, SlurmRequest.LogsIn(folder));
        return request;
    }

    /// <summary>The command as it was given, less what only the submission needs; a task that is started again goes on.</summary>
    private string[] Words(ParseResult arguments)
    {
        var own = All.Select(static option => option.Name).ToHashSet();
        var words = new List<string>();
        bool skip = false;
        foreach (var token in arguments.Tokens)
        {
            if (token.Type == TokenType.Option) skip = own.Contains(token.Value);
            if (!skip && token.Value != Resume) words.Add(token.Value);
        }

        return [.. words, Resume];
    }

    private static string[] Executable() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.ProcessPath!, Environment.GetCommandLineArgs()[0]] : [Environment.ProcessPath!];
}

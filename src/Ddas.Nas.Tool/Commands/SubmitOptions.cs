using System.CommandLine;
using System.CommandLine.Parsing;
using Ddas.Nas.Tool.Display;
using Ddas.Nas.Tool.Evaluation;
using Ddas.Nas.Tool.Submission;

namespace Ddas.Nas.Tool.Commands;

/// <summary>The options that hand the work to a cluster: <c>--submit</c> and what it takes.</summary>
internal sealed class SubmitOptions
{
    private const string Resume = "--resume";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly Option<string?> submit = new("--submit") { Description = "slurm: submit an array, follow it and collect." };
    private readonly Option<int?> parallel = new("--parallel") { Description = "Most cells at once on the cluster; no limit when left out." };
    private readonly Option<string[]> slurmOption = new("--slurm-option") { Description = "One more option for sbatch, as in --slurm-option=--partition=gpu; may be given several times." };

    public SubmitOptions(Command command)
    {
        submit.AcceptOnlyFromAmong("slurm");
        foreach (Option option in All) command.Add(option);
    }

    private Option[] All => [submit, parallel, slurmOption];

    /// <summary>Whether a Slurm array is asked for.</summary>
    public bool IsSlurm(ParseResult arguments) => arguments.GetValue(submit) == "slurm";

    /// <summary>Has Slurm train the cells that are not trained yet, and waits until they all are.</summary>
    public void Slurm(ParseResult arguments, JobList list, string folder, ProgressLine line, CancellationToken stop)
    {
        string own = Directory.CreateDirectory(Path.Combine(Path.GetFullPath(folder), "slurm")).FullName, script = Path.Combine(own, "job.sh");
        SlurmScript.Write(script, Script(arguments, list.Jobs.Count, own));
        new ArraySubmission(new Slurm(), own, () => list.Open(folder), line, Interval).Run(script, arguments.GetValue(parallel), stop);
    }

    /// <summary>Checks what a script cannot hold, before anything is written.</summary>
    /// <exception cref="UsageException">An argument cannot stand in a script; the message says which.</exception>
    public void Check(ParseResult arguments, string folder) => Script(arguments, 1, Path.Combine(Path.GetFullPath(folder), "slurm"));

    private string Script(ParseResult arguments, int tasks, string logs) =>
        SlurmScript.Text([.. Application(), .. Words(arguments)], tasks, logs, Environment.CurrentDirectory, arguments.GetValue(slurmOption) ?? []);

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

    private static string[] Application() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.ProcessPath!, Environment.GetCommandLineArgs()[0]] : [Environment.ProcessPath!];
}

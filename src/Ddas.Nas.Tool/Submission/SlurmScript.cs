using System.Globalization;
using System.Text;
using Ddas.Nas.Tool.Common;

namespace Ddas.Nas.Tool.Submission;

/// <summary>The batch script of an array; each task does one share of an evaluation.</summary>
internal static class SlurmScript
{
    /// <summary>The script's text.</summary>
    /// <param name="command">The application and its arguments, without the share.</param>
    /// <param name="tasks">Number of shares.</param>
    /// <param name="logs">Folder for the tasks' output.</param>
    /// <param name="workingFolder">Where relative paths in the arguments begin.</param>
    /// <param name="options">More options for sbatch, such as <c>--partition=gpu</c>.</param>
    /// <exception cref="UsageException">Something of it cannot stand in a script.</exception>
    public static string Text(IEnumerable<string> command, int tasks, string logs, string workingFolder, IEnumerable<string> options)
    {
        var text = new StringBuilder("#!/bin/sh\n");
        foreach (string option in (string[])["--job-name=ddas-evaluate", $"--output={LogPattern(logs)}", "--open-mode=append", "--ntasks=1", "--requeue", .. options.Select(Long)])
            text.Append(CultureInfo.InvariantCulture, $"#SBATCH {ShellText.Quote(option)}\n");
        text.Append(CultureInfo.InvariantCulture, $"cd {ShellText.Quote(workingFolder)} || exit 1\n");
        text.Append(CultureInfo.InvariantCulture, $"exec {ShellText.Command(command)} --task \"$SLURM_ARRAY_TASK_ID\" --tasks {tasks}\n");
        return text.ToString();
    }

    // In a file name, sbatch replaces % and a letter, and takes a backslash as a wish not to.
    private static string LogPattern(string logs) => logs.Contains('\\', StringComparison.Ordinal)
        ? throw new UsageException($"'{logs}' holds a backslash, which Slurm does not take in the path of a log: choose another folder.")
        : $"{logs.Replace("%", "%%", StringComparison.Ordinal)}/%A_%a.log";

    private static string Long(string option) => option.StartsWith("--", StringComparison.Ordinal)
        ? option
        : throw new UsageException($"--slurm-option is '{option}', but must be a long option of sbatch, as in --slurm-option=--partition=gpu.");
}

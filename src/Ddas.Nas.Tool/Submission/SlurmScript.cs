using System.Globalization;
using System.Text;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

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
    public static string Text(IEnumerable<string> command, int tasks, string logs, string workingFolder, IEnumerable<string> options)
    {
        var text = new StringBuilder("#!/bin/sh\n");
        foreach (string option in (string[])["--job-name=ddas-evaluate", $"--output={logs}/%A_%a.log", "--open-mode=append", "--ntasks=1", "--requeue", .. options])
            text.Append(CultureInfo.InvariantCulture, $"#SBATCH {option}\n");
        text.Append(CultureInfo.InvariantCulture, $"cd {ShellText.Quote(workingFolder)} || exit 1\n");
        text.Append(CultureInfo.InvariantCulture, $"exec {ShellText.Command(command)} --task \"$SLURM_ARRAY_TASK_ID\" --tasks {tasks}\n");
        return text.ToString();
    }

    /// <summary>Writes a script.</summary>
    public static void Write(string path, string text) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}

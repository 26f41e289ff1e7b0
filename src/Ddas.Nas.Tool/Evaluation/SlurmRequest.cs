using Ddas.Nas.Records.Files;
using Ddas.Nas.Tool.Display;
using Ddas.Nas.Tool.Submission;

namespace Ddas.Nas.Tool.Evaluation;

/// <summary>An array of Slurm tasks, each of which trains a cell.</summary>
/// <param name="Command">The words that train the cells, to which a task adds its number.</param>
/// <param name="Parallel">Most tasks at once; null for no limit.</param>
/// <param name="Options">Further options of sbatch.</param>
internal sealed record SlurmRequest(IReadOnlyList<string> Command, int? Parallel, IReadOnlyList<string> Options)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public static string LogsIn(string folder) => Path.Combine(Path.GetFullPath(folder), "slurm");

    public string Script(int tasks, string logs) => SlurmScript.Text(Command, tasks, logs, Environment.CurrentDirectory, Options);

    /// <summary>Has Slurm train the cells that are not trained yet, and waits until they all are.</summary>
    public void Run(JobList list, string folder, ProgressLine line, CancellationToken stop)
    {
        string own = Directory.CreateDirectory(LogsIn(folder)).FullName, script = Path.Combine(own, "job.sh");
        AtomicFile.WriteText(script, Script(list.Jobs.Count, own));
        new ArraySubmission(new Slurm(), own, () => list.Open(folder), line, Interval).Run(script, Parallel, stop);
    }
}

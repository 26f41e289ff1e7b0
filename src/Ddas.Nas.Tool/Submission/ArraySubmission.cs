using System.Globalization;
using Ddas.Nas.Records.Files;
using Ddas.Nas.Tool.Common;
using Ddas.Nas.Tool.Display;

namespace Ddas.Nas.Tool.Submission;

/// <summary>
/// Has an array do the tasks that have no result yet, and follows it to the end. It may be stopped and started again at any
/// time: the array goes on, and is found again by the file <c>array</c>. Only results on the disk count, so that a lost node,
/// a lost task or a lost array costs no more than another submission.
/// </summary>
/// <param name="scheduler">Does the scheduling.</param>
/// <param name="folder">Where script, logs and <c>array</c> lie; it exists.</param>
/// <param name="open">Numbers of the tasks that have no result, rising.</param>
/// <param name="line">Shows where things stand.</param>
/// <param name="interval">From one look at the array to the next.</param>
internal sealed class ArraySubmission(IScheduler scheduler, string folder, Func<IReadOnlyList<int>> open, ProgressLine line, TimeSpan interval)
{
    private const int MaxSubmissions = 3;
    private const int MaxSilence = 120; // looks at which the scheduler does not answer

    private string ArrayPath => Path.Combine(folder, "array");

    /// <summary>Returns when every task has a result.</summary>
    /// <param name="script">Path of the batch script.</param>
    /// <param name="parallel">Most tasks at once; null for no limit.</param>
    /// <param name="stop">Ends the following, not the array.</param>
    /// <exception cref="UsageException">The scheduler is absent or refuses, or tasks have no result after several submissions.</exception>
    /// <exception cref="OperationCanceledException">The following was ended.</exception>
    public void Run(string script, int? parallel, CancellationToken stop)
    {
        for (int submissions = 0; open() is { Count: > 0 } tasks;)
        {
            string? array = File.Exists(ArrayPath) ? RegularFile.ReadAllText(ArrayPath).Trim() : null;
            if (array is null)
            {
                if (submissions++ == MaxSubmissions)
                    throw new UsageException($"{tasks.Count} cells are not trained after {MaxSubmissions} submissions; the logs in '{folder}' say why.");
                array = scheduler.Submit(script, tasks, parallel);
                AtomicFile.WriteText(ArrayPath, array);
                line.Keep(string.Create(CultureInfo.InvariantCulture, $"array {array} of {Plural.Of(tasks.Count, "cell")} is submitted"));
            }

            Follow(array, tasks.Count, stop);
            File.Delete(ArrayPath);
        }
    }

    private void Follow(string array, int all, CancellationToken stop)
    {
        int silence = 0;
        while (open() is { Count: > 0 } left)
        {
            var status = scheduler.StatusOf(array);
            if (status is { IsActive: false }) return;
            silence = status is null ? silence + 1 : 0;
            if (silence == 1) line.Keep("the scheduler does not answer; the array is looked for again and again");
            if (silence > MaxSilence) throw new UsageException($"The scheduler has not answered for long. The array {array} may go on; start the same command again to follow it.");
            line.Show(string.Create(CultureInfo.InvariantCulture, $"array {array}: {all - left.Count} of {all} cells trained, {status?.Running ?? 0} running"));
            if (!stop.WaitHandle.WaitOne(interval)) continue;
            line.Keep($"array {array} goes on; start the same command again to follow it, or end it with scancel {array}");
            stop.ThrowIfCancellationRequested();
        }
    }
}

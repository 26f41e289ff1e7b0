using System.Diagnostics;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Tool.Tests.Faults;

/// <summary>
/// Runs a command again and again, kills it at a random moment each time, and lets it go on with <c>--resume</c>. A moment
/// is one of three kinds in turn: some time after the start; inside the write of a checkpoint; after some steps.
/// </summary>
/// <param name="arguments">The command, without its folder and without <c>--resume</c>.</param>
/// <param name="folderOption">The option that names the folder.</param>
/// <param name="steps">The most steps, roughly, between two kills of the third kind.</param>
/// <param name="checkpointsIn">The sub-folder that holds the checkpoints' folder; empty for none.</param>
internal sealed class KilledRun(string[] arguments, string folderOption, int steps, string checkpointsIn = "")
{
    /// <summary>Kills so far.</summary>
    public int Kills { get; private set; }

    /// <summary>Kills after which a half-written checkpoint was found.</summary>
    public int InsideCheckpoint { get; private set; }

    /// <summary>Number of lines in the step log at each kill; -1 where there was none.</summary>
    public List<int> StepsAtKill { get; } = [];

    /// <summary>Kills a run so many times, then lets it end. A run that ends before is checked, and another begins.</summary>
    /// <param name="folder">Folders of runs are made below it.</param>
    /// <param name="kills">How many kills.</param>
    /// <param name="seed">Seed of the moments.</param>
    /// <param name="check">Checks the folder of a finished run.</param>
    public void Execute(string folder, int kills, long seed, Action<string> check)
    {
        long began = Stopwatch.GetTimestamp();
        DdasProcess.Run([.. arguments, folderOption, Path.Combine(folder, "timed")]).Code.Should().Be(0);
        var duration = Stopwatch.GetElapsedTime(began);
        int run = 0;
        while (Kills < kills)
        {
            string target = Path.Combine(folder, $"killed-{run}");
            if (!KillOnce(target, new RandomStream(seed, "fault", Kills + (1000L * run)), duration))
            {
                check(target);
                run++;
            }
        }

        string last = Path.Combine(folder, $"killed-{run}");
        var (code, error) = DdasProcess.Run([.. arguments, folderOption, last, "--resume"]);
        code.Should().Be(0, error);
        check(last);
    }

    /// <summary>Whether the process was killed before it ended by itself.</summary>
    private bool KillOnce(string target, RandomStream random, TimeSpan duration)
    {
        string log = Path.Combine(target, "steps.jsonl"), checkpoints = Path.Combine(target, checkpointsIn, "checkpoints");
        int before = Lines(log);
        using var process = DdasProcess.Start([.. arguments, folderOption, target, "--resume"]);
        switch (Kills % 3)
        {
            case 0:
                var delay = duration * random.NextDouble();
                long start = Stopwatch.GetTimestamp();
                process.WaitUntil(() => Stopwatch.GetElapsedTime(start) >= delay);
                break;
            case 1:
                process.WaitUntil(() => HalfWritten(checkpoints));
                Thread.SpinWait(random.NextInt(200_000));
                break;
            default:
                int lines = Math.Max(0, before) + 1 + random.NextInt(steps);
                process.WaitUntil(() => Lines(log) >= lines || (before < 0 && Directory.Exists(checkpoints) && !File.Exists(log)));
                Thread.SpinWait(random.NextInt(200_000));
                break;
        }

        if (process.HasExited)
        {
            var (code, error) = process.Wait();
            code.Should().Be(0, error);
            return false;
        }

        process.Kill();
        Kills++;
        StepsAtKill.Add(Lines(log));
        if (HalfWritten(checkpoints)) InsideCheckpoint++;
        return true;
    }

    private static bool HalfWritten(string checkpoints)
    {
        try
        {
            return Directory.Exists(checkpoints) && Directory.EnumerateFileSystemEntries(checkpoints, ".new-*").Any();
        }
        catch (DirectoryNotFoundException)
        {
            return false; // gone in between, with the end of a warm-up
        }
    }

    private static int Lines(string log)
    {
        try
        {
            using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file);
            return reader.ReadToEnd().Count(static c => c == '\n');
        }
        catch (IOException)
        {
            return -1;
        }
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ddas.Nas.Tool.Common;

namespace Ddas.Nas.Tool.Submission;

/// <summary>Slurm, by its commands <c>sbatch</c> and <c>squeue --json</c>.</summary>
internal sealed class Slurm : IScheduler
{
    private static readonly string[] Ended = ["COMPLETED", "FAILED", "CANCELLED", "TIMEOUT", "OUT_OF_MEMORY", "BOOT_FAIL", "DEADLINE", "PREEMPTED", "REVOKED"];

    public string Submit(string script, IReadOnlyList<int> tasks, int? parallel)
    {
        string limit = parallel is { } most ? string.Create(CultureInfo.InvariantCulture, $"%{most}") : "";
        var (code, output, error) = Run("sbatch", "--parsable", $"--array={string.Join(',', tasks.Select(t => t.ToString(CultureInfo.InvariantCulture)))}{limit}", script);
        return code == 0 ? output.Trim().Split(';')[0] : throw new UsageException($"Slurm refuses the array: {ParseMessage.OneLine(error)} See {script}.");
    }

    public ArrayStatus? StatusOf(string array)
    {
        var (code, output, _) = Run("squeue", "--json");
        return code == 0 ? Parse(output, array) : null;
    }

    /// <summary>What <c>squeue --json</c> says of an array. Numbers and states have two forms, of before and since Slurm 23.</summary>
    internal static ArrayStatus? Parse(string json, string array)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            string[] states = [.. document.RootElement.GetProperty("jobs").EnumerateArray()
                .Where(job => Number(job, "array_job_id") == array || Number(job, "job_id") == array)
                .SelectMany(job => State(job.GetProperty("job_state")))];
            return new ArrayStatus(states.Any(state => !Ended.Contains(state)), states.Count(state => state == "RUNNING"));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Number(JsonElement job, string name)
    {
        if (!job.TryGetProperty(name, out var value)) return "";
        return value.ValueKind == JsonValueKind.Object ? value.GetProperty("number").ToString() : value.ToString();
    }

    private static IEnumerable<string> State(JsonElement state) =>
        state.ValueKind == JsonValueKind.Array ? [state.EnumerateArray().Select(s => s.GetString()!).First()] : [state.GetString()!];

    private static (int Code, string Output, string Error) Run(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.GetAwaiter().GetResult());
        }
        catch (Win32Exception e)
        {
            throw new UsageException($"--submit slurm needs Slurm's commands, but {command} is not on the path ({e.Message}). Without a scheduler, start ddas evaluate with --task and --tasks.", e);
        }
    }
}

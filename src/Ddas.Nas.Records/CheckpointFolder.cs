using System.Globalization;
using System.Text;
using Ddas.Nas.Records.Files;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records;

/// <summary>
/// The folder <c>checkpoints</c> of a run: a sub-folder for each of the last two checkpoints, named after the number of
/// steps done, and the file <c>latest</c> with the name of the newer. A process that is killed, or a machine that loses
/// power, at any moment leaves the checkpoints of before whole. One process at a time; see <see cref="FolderLock"/>.
/// </summary>
/// <remarks>
/// Whatever runs long uses it in the same way: <see cref="Read"/> once, to go on or to begin; after each step, where
/// <see cref="IsDue"/>, and at the end, <see cref="Write"/>.
/// </remarks>
public sealed class CheckpointFolder
{
    /// <summary>The folder's name in that of a run.</summary>
    public const string FolderName = "checkpoints";

    private const string LatestName = "latest", TemporaryPrefix = ".new-";
    private const int LongestName = 19; // digits of the largest long

    private readonly RunConditions conditions;
    private readonly CheckpointOptions options;
    private readonly long steps;
    private readonly TimeProvider time;
    private long? last;
    private long lastTime;

    /// <summary>Names a folder; nothing is read or written yet.</summary>
    /// <param name="path">The folder; it is made by the first <see cref="Write"/>, and the folder that it lies in must exist then.</param>
    /// <param name="conditions">What the run's results depend on.</param>
    /// <param name="options">How often; null for the defaults.</param>
    /// <param name="steps">Steps from one checkpoint to the next where the options name none, at least 1.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="OptionsException">An option is out of range.</exception>
    public CheckpointFolder(string path, RunConditions conditions, CheckpointOptions? options = null, long steps = 25, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(conditions);
        this.options = options ?? new CheckpointOptions();
        this.options.Validate();
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        this.steps = this.options.Steps ?? steps;
        (Path, this.conditions, this.time) = (System.IO.Path.GetFullPath(path), conditions, time ?? TimeProvider.System);
        lastTime = this.time.GetTimestamp();
    }

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>Whether a checkpoint is to be written after so many steps.</summary>
    public bool IsDue(long step) =>
        step - (last ?? 0) >= steps || (step != last && time.GetElapsedTime(lastTime).TotalMinutes >= options.Minutes);

    /// <summary>Writes a checkpoint: to a temporary name, to the disk, renamed; then removes all but it and the one before.</summary>
    /// <param name="step">How many steps are done, at least 0. Where that is the checkpoint read or written last, nothing happens.</param>
    /// <param name="capture">Gives the state after them, for example <see cref="IResumable.Capture"/>.</param>
    /// <exception cref="IOException">It cannot be written; the message says why. The one before is as it was.</exception>
    public void Write(long step, Action<CheckpointState> capture)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentNullException.ThrowIfNull(capture);
        if (step == last) return;
        var state = new CheckpointState();
        capture(state);
        try
        {
            Store(step, state);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or SafetensorsException)
        {
            string before = last is { } good ? $"The run can go on later from its checkpoint of step {good}" : "There is no checkpoint yet";
            string reason = HasParent ? e.Message.TrimEnd('.') : "the folder of the run is gone";
            throw new IOException($"The checkpoint of step {step} cannot be written to '{Path}': {reason}. {before}; make room, or check the folder, and resume.", e);
        }

        (last, lastTime) = (step, time.GetTimestamp());
    }

    /// <summary>Reads the newest checkpoint that is whole. No file is changed.</summary>
    /// <param name="acceptChanges">Whether a run may go on under other conditions.</param>
    /// <param name="warn">Told, in a sentence each, of damaged checkpoints and of accepted changes.</param>
    /// <returns>The checkpoint; null where none was ever written.</returns>
    /// <exception cref="CheckpointException">All are damaged.</exception>
    /// <exception cref="RunConditionsException">The conditions differ, and that is not accepted.</exception>
    public Checkpoint? Read(bool acceptChanges = false, Action<string>? warn = null)
    {
        if (Newest(warn) is not { } newest) return null;
        var changes = conditions.Accept(new RunConditions(newest.Header.Conditions), System.IO.Path.GetDirectoryName(Path)!, acceptChanges, "Going on under changed conditions", warn);
        (last, lastTime) = (newest.Header.Step, time.GetTimestamp());
        return new Checkpoint(newest.Header.Step, newest.State, changes);
    }

    private bool HasParent => Directory.Exists(System.IO.Path.GetDirectoryName(Path));

    private void Store(long step, CheckpointState state)
    {
        if (!HasParent) throw new DirectoryNotFoundException();
        Directory.CreateDirectory(Path);
        string target = System.IO.Path.Combine(Path, Name(step)), temporary = System.IO.Path.Combine(Path, $"{TemporaryPrefix}{Name(step)}");
        try
        {
            Delete(temporary); // of a process that was killed
            Directory.CreateDirectory(temporary);
            var header = new CheckpointHeader { SchemaVersion = CheckpointHeader.CurrentSchemaVersion, Step = step, Conditions = conditions.Entries.ToDictionary(), Values = state.Values.ToDictionary() };
            CheckpointFiles.Write(temporary, header, state.Tensors);
            Delete(target); // damaged, or of a part of the run that was given up
            Directory.Move(temporary, target);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }

        DirectoryFlush.ToDisk(Path);
        AtomicFile.WriteText(System.IO.Path.Combine(Path, LatestName), Name(step) + "\n");
        foreach (string other in Directory.EnumerateFileSystemEntries(Path))
            if (System.IO.Path.GetFileName(other) is var name && name != LatestName && name != Name(step) && (last is null || name != Name(last.Value))) TryDelete(other);
    }

    private (CheckpointHeader Header, CheckpointState State)? Newest(Action<string>? warn)
    {
        var problems = new List<string>();
        foreach (string name in Candidates(problems))
        {
            try
            {
                var found = CheckpointFiles.Read(System.IO.Path.Combine(Path, name));
                if (Name(found.Header.Step) != name) throw new CheckpointException($"it is of step {found.Header.Step}");
                foreach (string problem in problems) warn?.Invoke($"{problem}. Going on from the checkpoint of step {name}.");
                return found;
            }
            catch (CheckpointException e)
            {
                problems.Add($"The checkpoint '{System.IO.Path.Combine(Path, name)}' cannot be used: {e.Message}");
            }
        }

        return problems.Count == 0
            ? null
            : throw new CheckpointException($"No checkpoint can be used, and nothing was changed. {string.Join(". ", problems)}. Restore the folder from a copy, or begin a new run.");
    }

    /// <summary>The names of the checkpoints in the order in which they are to be tried: the one that latest names, then the others from the newest on.</summary>
    private List<string> Candidates(List<string> problems)
    {
        if (!Directory.Exists(Path)) return [];
        var names = Directory.EnumerateDirectories(Path).Select(static path => System.IO.Path.GetFileName(path)).Where(IsName)
            .OrderByDescending(static name => long.Parse(name, CultureInfo.InvariantCulture)).ToList();
        if (Latest() is { } latest)
        {
            names.Remove(latest);
            names.Insert(0, latest);
        }
        else if (names.Count > 0)
        {
            problems.Add($"The file '{System.IO.Path.Combine(Path, LatestName)}' is missing or damaged");
        }

        return names;
    }

    private string? Latest()
    {
        try
        {
            using var file = RegularFile.OpenRead(System.IO.Path.Combine(Path, LatestName));
            var content = new byte[LongestName + 1];
            int length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            string name = Encoding.UTF8.GetString(content, 0, length).TrimEnd('\n');
            return IsName(name) ? name : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }

    private static string Name(long step) => step.ToString(CultureInfo.InvariantCulture);

    private static bool IsName(string text) => text.Length <= LongestName && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long step) && Name(step) == text;

    private static void TryDelete(string path)
    {
        try
        {
            Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is left over takes room, but does no harm.
        }
    }

    private static void Delete(string path)
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        else File.Delete(path);
    }
}

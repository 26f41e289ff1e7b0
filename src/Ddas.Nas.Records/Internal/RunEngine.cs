using System.ComponentModel;
using System.Globalization;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records.Internal;

/// <summary>
/// Begins, resumes and ends whatever runs long in a folder, under its lock. An empty folder: begins. A checkpoint under
/// equal conditions: goes on from it. Finished under equal conditions: returns the recorded result. Recorded steps without a
/// checkpoint, or other conditions: refused.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RunEngine
{
    /// <summary>Runs to the end.</summary>
    /// <param name="folder">The folder; null to keep nothing.</param>
    /// <param name="run">What runs.</param>
    /// <param name="options">Validated.</param>
    /// <param name="cancel">Finishes the step under way, writes a checkpoint and throws.</param>
    /// <exception cref="FolderInUseException">Another process, or another run of this one, holds the folder.</exception>
    /// <exception cref="RunFolderException">The folder cannot be written, holds a run that is to be refused, or steps without a checkpoint.</exception>
    /// <exception cref="RunConditionsException">The folder holds a run under other conditions, and that is not accepted.</exception>
    /// <exception cref="CheckpointException">No checkpoint can be used.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; it goes on when it is run again.</exception>
    public static TResult Run<TResult>(string? folder, ILongRun<TResult> run, RunOptions options, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(options);
        if (folder is null)
        {
            run.Begin(null);
            Advance(run, null, null, cancel);
            return run.Finish(null);
        }

        using var held = Hold(folder);
        var checkpoints = new CheckpointFolder(Path.Combine(folder, CheckpointFolder.FolderName), run.Conditions, options.Checkpoints, run.CheckpointInterval);
        var found = run.Find(folder);
        if (options.Existing == ExistingRun.Refuse && (found is not null || Directory.Exists(checkpoints.Path)))
            throw new RunFolderException($"'{folder}' already holds a {run.Noun}. Go on with it by resuming, choose another folder, or remove this one.");
        if (found is { Finished: true })
        {
            run.Conditions.Accept(found.Conditions, folder, options.AcceptChanges, $"'{folder}' is finished, but was made under other conditions", options.Warn);
            return run.Load(folder);
        }

        Start(folder, run, checkpoints, found, options);
        Advance(run, folder, run.CanResume ? checkpoints : null, cancel);
        return run.Finish(folder);
    }

    private static FolderLock Hold(string folder)
    {
        try
        {
            return FolderLock.Acquire(Directory.CreateDirectory(folder).FullName);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException and not FolderInUseException)
        {
            throw new RunFolderException($"'{folder}' cannot be written: {e.Message.TrimEnd('.')}. Choose another folder, or change its permissions.", e);
        }
    }

    private static void Start<TResult>(string folder, ILongRun<TResult> run, CheckpointFolder checkpoints, FoundRun? found, RunOptions options)
    {
        if (run.CanResume && checkpoints.Read(options.AcceptChanges, options.Warn) is { } from)
        {
            run.Restore(from.State);
            run.Resume(folder, from);
            return;
        }

        if (found is { Recorded: > 0 })
            throw new RunFolderException(string.Create(CultureInfo.InvariantCulture, $"'{folder}' holds {found.Recorded} {run.Unit} of a {run.Noun} that is not finished, but no checkpoint to go on from. Restore its folder '{CheckpointFolder.FolderName}' from a copy, choose another folder, or remove this one."));
        run.Begin(folder);
        if (run.CanResume) checkpoints.Write(0, run.Capture);
    }

    private static void Advance<TResult>(ILongRun<TResult> run, string? folder, CheckpointFolder? checkpoints, CancellationToken cancel)
    {
        try
        {
            while (!run.IsComplete)
            {
                cancel.ThrowIfCancellationRequested();
                run.Advance(cancel);
                if (checkpoints?.IsDue(run.Done) == true) Write(run, checkpoints);
            }
        }
        catch (OperationCanceledException e) when (cancel.IsCancellationRequested && e.CancellationToken == cancel)
        {
            Write(run, checkpoints);
            string how = checkpoints is null ? "" : $" Run it again with the folder '{folder}' to go on.";
            throw new OperationCanceledException(string.Create(CultureInfo.InvariantCulture, $"The {run.Noun} was cancelled after {run.Done} {run.Unit}.{how}"), e, cancel);
        }

        Write(run, checkpoints);
    }

    private static void Write<TResult>(ILongRun<TResult> run, CheckpointFolder? checkpoints)
    {
        if (checkpoints is null) return;
        run.Flush();
        checkpoints.Write(run.Done, run.Capture);
    }
}

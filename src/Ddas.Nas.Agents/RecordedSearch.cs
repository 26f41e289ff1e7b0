using Ddas.Nas.Pareto;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Internal;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents;

/// <summary>A search in its folder, as the engine of runs drives it.</summary>
/// <param name="loop">The search.</param>
/// <param name="manifest">What it is made with.</param>
/// <param name="progress">Told after every step.</param>
/// <param name="abort">Abandons a step.</param>
internal sealed class RecordedSearch(SearchLoop loop, RunManifest manifest, IProgress<RunProgress>? progress, CancellationToken abort) : ILongRun<SearchResult>, IDisposable
{
    private RunManifest manifest = manifest;
    private StepLogWriter? log;

    public string Noun => "search";

    public string Unit => "steps";

    public long CheckpointInterval => 25;

    public RunConditions Conditions => RunConditions.Of(manifest);

    public bool CanResume => loop.CanResume;

    public long Done => loop.NextStep;

    public bool IsComplete => loop.End is not null;

    public FoundRun? Find(string folder)
    {
        if (!RunFolder.IsRun(folder)) return null;
        var paths = RunFolder.Open(folder);
        if (!File.Exists(paths.ManifestPath))
            throw new RunFolderException($"'{folder}' holds steps, but no {Path.GetFileName(paths.ManifestPath)} that says how they were made. Restore it from a copy, choose another folder, or remove this one.");
        var found = RunManifest.Load(paths.ManifestPath);
        if (!File.Exists(paths.StepsPath))
        {
            return found.End is null && !Directory.Exists(paths.CheckpointsPath)
                ? new FoundRun(Finished: false, 0, RunConditions.Of(found))
                : throw new RunFolderException($"'{folder}' holds a run whose {Path.GetFileName(paths.StepsPath)} is missing. Restore it from a copy, choose another folder, or remove this one.");
        }

        long recorded = StepLogReader.Read(paths.StepsPath).LongCount();
        long planned = recorded + (found.RolledBack?.Count ?? 0);
        return new FoundRun(found.End is not null && planned >= loop.Steps, recorded, RunConditions.Of(found));
    }

    public SearchResult Load(string folder)
    {
        var paths = RunFolder.Open(folder);
        var steps = StepLogReader.Read(paths.StepsPath).ToList();
        return new SearchResult(SearchEnd.Completed, steps, StepFront.Of(steps)) { RolledBack = RunManifest.Load(paths.ManifestPath).RolledBack ?? [] };
    }

    public void Begin(string? folder)
    {
        loop.Reset();
        var paths = RunFolder.At(folder!);
        if (File.Exists(paths.StepsPath)) File.Delete(paths.StepsPath); // holds no step
        manifest.Save(paths.ManifestPath);
        log = StepLogWriter.Create(paths.StepsPath);
    }

    public void Resume(string folder, Checkpoint from)
    {
        var paths = RunFolder.Open(folder);
        var earlier = new List<StepRecord>();
        log = StepLogWriter.Resume(paths.StepsPath, loop.NextStep - loop.RolledBack, earlier.Add);
        loop.Recall(earlier);
        var before = RunManifest.Load(paths.ManifestPath);
        var resumption = new RunResumption(loop.NextStep, manifest.Start, from.AcceptedChanges);
        manifest = manifest with { Start = before.Start, Resumptions = [.. before.Resumptions ?? [], resumption] };
        manifest.Save(paths.ManifestPath);
    }

    public void Advance(CancellationToken cancel)
    {
        if (Step(cancel) is not { } record) return;
        log!.Write(record);
        loop.Report(progress, record);
    }

    public void Flush() => log!.Flush();

    public void Capture(CheckpointState state) => loop.Capture(state);

    public void Restore(CheckpointState state) => loop.Restore(state);

    public SearchResult Finish(string? folder)
    {
        log!.Flush();
        var paths = RunFolder.Open(folder!);
        var result = loop.Finish();
        FrontFile.Write(paths.FrontPath, result.Front);
        manifest = manifest with { End = DateTimeOffset.Now, RolledBack = result.RolledBack.Count > 0 ? result.RolledBack : null };
        manifest.Save(paths.ManifestPath);
        return result;
    }

    public void Dispose() => log?.Dispose();

    private StepRecord? Step(CancellationToken cancel)
    {
        try
        {
            return loop.TryStep(abort);
        }
        catch (OperationCanceledException e) when (cancel.IsCancellationRequested && e.CancellationToken == cancel)
        {
            // One token for both: the step was abandoned, so there is no state that a checkpoint could hold.
            throw new OperationCanceledException($"Step {loop.NextStep} was abandoned. Run the search again to go on from its last checkpoint.", e);
        }
    }
}

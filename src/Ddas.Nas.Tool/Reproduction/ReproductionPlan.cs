using System.Globalization;
using Ddas.Nas.Records;
using Ddas.Nas.Reporting.Internal;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Tool.Common;

namespace Ddas.Nas.Tool.Reproduction;

/// <summary>
/// The jobs behind figures and tables, in the order to do them: one supernet, the searches of every method and seed on it,
/// the trained cells of their fronts. Each is a command line of its own, so that any of them can be run elsewhere.
/// </summary>
internal sealed class ReproductionPlan
{
    private readonly string folder;
    private readonly IReadOnlyList<string> dataset;
    private readonly IReadOnlyList<string> runtime;
    private readonly ReproductionScale scale;

    /// <param name="folder">Folder of the reproduction.</param>
    /// <param name="dataset">The arguments that name the images, <c>--dataset</c> and its name first.</param>
    /// <param name="runtime">The arguments that every job gets: device, threads and so on.</param>
    /// <param name="scale">The sizes.</param>
    public ReproductionPlan(string folder, IReadOnlyList<string> dataset, IReadOnlyList<string> runtime, ReproductionScale scale) =>
        (this.folder, this.dataset, this.runtime, this.scale) = (folder, dataset, runtime, scale);

    /// <summary>Every job behind the targets, done or not.</summary>
    public IReadOnlyList<ReproductionJob> Jobs(IReadOnlyList<ReproductionTarget> targets)
    {
        var searches = targets.SelectMany(Runs).Distinct().Select(run => Search(run.Method, run.Seed));
        var trained = targets.Where(t => t.Trained).SelectMany(_ => ReproductionMethod.All).Distinct().Select(Evaluate);
        return [Warmup(), .. searches, .. trained];
    }

    /// <summary>The jobs that are still to do. A supernet is needed only where a search is.</summary>
    /// <exception cref="UsageException">A folder holds a run with other options or images.</exception>
    public IReadOnlyList<ReproductionJob> Missing(IReadOnlyList<ReproductionTarget> targets)
    {
        ReproductionJob[] missing = [.. Jobs(targets).Where(job => !IsDone(job))];
        return missing.Any(job => job.Kind == ReproductionJobKind.Search) ? missing : [.. missing.Where(job => job.Kind != ReproductionJobKind.Warmup)];
    }

    /// <summary>
    /// What the missing searches will take, by the mean of those that are done here; null where none is. Warm-up and
    /// trainings come on top.
    /// </summary>
    public TimeSpan? SearchesLeft(IReadOnlyList<ReproductionTarget> targets)
    {
        ReproductionJob[] searches = [.. Jobs(targets).Where(job => job.Kind == ReproductionJobKind.Search)];
        ReproductionJob[] done = [.. searches.Where(IsDone)];
        return done.Length == 0 ? null : TimeSpan.FromSeconds(done.Average(job => Steps(job.Folder).Sum(step => step.Seconds)) * (searches.Length - done.Length));
    }

    /// <summary>The command lines that draw the figures, once all jobs are done.</summary>
    public IEnumerable<IReadOnlyList<string>> Reports(IReadOnlyList<ReproductionTarget> targets)
    {
        if (targets.Any(t => t.Ablation)) yield return Report("rewards", "Rewards of DDAS-NL", ReproductionMethod.Rewards, scale.AblationSeeds, []);
        if (targets.Any(t => !t.Ablation))
            yield return Report("methods", "Methods", ReproductionMethod.All, scale.Seeds, targets.Any(t => t.Trained) ? ReproductionMethod.All : []);
    }

    /// <summary>Folder of a method's runs, with a sub-folder for each seed.</summary>
    public string RunsOf(ReproductionMethod method) => Path.Combine(folder, "runs", method.Key);

    /// <summary>Folder of the trained cells of a method's front.</summary>
    public string CellsOf(ReproductionMethod method) => Path.Combine(folder, "cells", method.Key);

    /// <summary>The trained cells of every method's front.</summary>
    public IReadOnlyList<(ReproductionMethod Method, IReadOnlyList<TrainedCellManifest> Cells)> Trained() =>
        [.. ReproductionMethod.All.Select(method => (method, TrainedCells.Read(CellsOf(method))))];

    /// <summary>The finished runs of the targets' methods, in the order in which tables name them.</summary>
    public IReadOnlyList<MethodRuns> Results(bool ablation)
    {
        var methods = ablation ? ReproductionMethod.Rewards : ReproductionMethod.All;
        var seeds = ablation ? scale.AblationSeeds : scale.Seeds;
        return [.. methods.Select(method => new MethodRuns(method, seeds.ToDictionary(
            seed => seed, seed => (IReadOnlyList<StepRecord>)[.. Steps(RunOf(method, seed))])))];
    }

    private string[] Report(string name, string title, IEnumerable<ReproductionMethod> methods, IEnumerable<long> seeds, IEnumerable<ReproductionMethod> trained) =>
    [
        "report", "--title", title,
        .. methods.SelectMany(method => seeds.SelectMany(seed => (string[])["--run", RunOf(method, seed)])),
        .. trained.SelectMany(method => (string[])["--trained", CellsOf(method)]),
        "--out", Path.Combine(folder, name),
    ];

    private string Supernet => Path.Combine(folder, "supernet");

    private IEnumerable<(ReproductionMethod Method, long Seed)> Runs(ReproductionTarget target) =>
        from method in target.Ablation ? ReproductionMethod.Rewards : ReproductionMethod.All
        from seed in target.Ablation ? scale.AblationSeeds : scale.Seeds
        select (method, seed);

    private string RunOf(ReproductionMethod method, long seed) => Path.Combine(RunsOf(method), string.Create(CultureInfo.InvariantCulture, $"seed-{seed}"));

    private ReproductionJob Warmup() => new(
        ReproductionJobKind.Warmup,
        ["warmup", .. dataset, .. scale.Warmup, .. runtime, "--out", Supernet],
        Supernet);

    private ReproductionJob Search(ReproductionMethod method, long seed) => new(
        ReproductionJobKind.Search,
        [
            "search", "--agent", method.Agent, .. Reward(method), .. scale.Search, .. method.Agent == "4s" ? scale.FourStage : [],
            "--seed", seed.ToString(CultureInfo.InvariantCulture), .. runtime, "--supernet", Supernet, "--run", RunOf(method, seed),
        ],
        RunOf(method, seed));

    private ReproductionJob Evaluate(ReproductionMethod method) => new(
        ReproductionJobKind.Evaluate,
        [
            "evaluate", "--run", RunOf(method, scale.Seeds[^1]), "--pick", "front", .. dataset, .. scale.Evaluate, .. runtime, "--out", CellsOf(method),
        ],
        CellsOf(method));

    private static IEnumerable<StepRecord> Steps(string run) => StepLogReader.Read(RunFolder.Open(run).StepsPath);

    private static string[] Reward(ReproductionMethod method) => method.Reward == "full" ? [] : ["--reward", method.Reward];

    private bool IsDone(ReproductionJob job) => job.Kind switch
    {
        ReproductionJobKind.Warmup => File.Exists(Path.Combine(job.Folder, "supernet.safetensors")) && File.Exists(Path.Combine(job.Folder, "manifest.json")),
        ReproductionJobKind.Search => FoundRun.Of(job, dataset[1]) is not null && Steps(job.Folder).Count() == scale.Steps,
        _ => File.Exists(Path.Combine(job.Folder, "table.csv")),
    };
}

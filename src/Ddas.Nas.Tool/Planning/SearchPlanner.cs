using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Tool.Common;
using Ddas.Nas.Tool.Display;
using Ddas.Nas.Tool.Search;

namespace Ddas.Nas.Tool.Planning;

/// <summary>Measures a little of a search and says what all of it will take. It writes nothing and locks nothing.</summary>
/// <param name="request">The search.</param>
/// <param name="line">Where progress goes.</param>
internal sealed class SearchPlanner(SearchRequest request, ProgressLine line)
{
    private const int Architectures = 7;
    private const string Purpose = "plan";

    /// <summary>Measures and plans.</summary>
    /// <exception cref="UsageException">A folder holds a run that is not to go on.</exception>
    public SearchPlanReport Plan(CancellationToken stop)
    {
        var runs = request.Runs;
        foreach (var (_, folder, _) in runs) RequireFree(folder);
        using var source = SearchSource.Open(request);
        line.Show("measuring");
        long loaded = MemoryPlan.Now();
        var actions = Enumerable.Range(0, Architectures).Select(i => Action(source.Space, runs[0].Seed, i)).ToList();
        var parts = source.Measure(runs[0].Seed, actions, stop);
        var (costs, starts) = Prepare(source, actions[0], parts, stop);
        var plan = new PlanOptions(request.Agent.Schedule, request.Run.Checkpoints, request.Agent.Stagnation, request.NonFinite, request.TimeLimit);
        var plans = runs.Zip(starts, (run, start) => new SearchPlan(costs, plan, start.Step, start.Elapsed) { Seed = run.Seed, Folder = Path.GetFullPath(run.Folder) }).ToList();
        return Report(source, costs, plans, loaded);
    }

    private static ArchitectureWeights Action(SearchSpaceDefinition space, long seed, int index)
    {
        var random = new RandomStream(seed, Purpose, index);
        return ArchitectureWeights.Uniform(space, ref random);
    }

    private void RequireFree(string folder)
    {
        if (RunFolder.IsRun(folder) && request.Run.Existing == ExistingRun.Refuse)
            throw new UsageException($"'{folder}' already holds a run. Choose another folder, remove this one, or plan the rest of it with --resume.");
    }

    /// <summary>Makes each run's search as it would begin or go on, and measures agent and checkpoints with the first.</summary>
    private (SearchCosts Costs, IReadOnlyList<(int Step, TimeSpan Elapsed)> Starts) Prepare(SearchSource source, ArchitectureWeights action, IReadOnlyList<StepPart> parts, CancellationToken stop)
    {
        SearchCosts? costs = null;
        var starts = new List<(int, TimeSpan)>();
        foreach (var (seed, folder, command) in request.Runs)
        {
            using var environment = source.Create(seed);
            var agent = request.Agent.Create(source.Space, seed, source.Device);
            using var owned = agent as IDisposable;
            var start = Start(folder, environment, agent, request.Options(command, source.Notes));
            starts.Add(start);
            costs ??= Measure(environment, agent, Example(environment, action), start.Step, parts, stop);
        }

        return (costs!, starts);
    }

    /// <summary>Where a run goes on, with environment and agent in that state; they must be new.</summary>
    private static (int Step, TimeSpan Elapsed) Start(string folder, SearchEnvironment environment, ISearchAgent agent, SearchOptions options)
    {
        if (!RunFolder.IsRun(folder)) return (0, TimeSpan.Zero);
        var description = new SearchRun(folder, environment, agent, options).Description;
        var conditions = RunConditions.Of(RunManifest.Of(description, environment.Space.Name, environment.Reference));
        if (new CheckpointFolder(RunFolder.Open(folder).CheckpointsPath, conditions).Read(options.Run.AcceptChanges) is not { } from) return (0, TimeSpan.Zero);
        var loop = new SearchLoop(environment, agent, options);
        loop.Restore(from.State);
        double seconds = StepLogReader.Read(RunFolder.Open(folder).StepsPath).TakeWhile(step => step.Step < loop.NextStep).Sum(static step => step.Seconds);
        return (loop.NextStep, TimeSpan.FromSeconds(seconds));
    }

    private SearchCosts Measure(SearchEnvironment environment, ISearchAgent agent, EnvironmentStep example, int step, IReadOnlyList<StepPart> parts, CancellationToken stop)
    {
        var checkpoint = new CheckpointProbe(environment, agent);
        var probe = new AgentProbe(agent, request.Agent.Schedule, example);
        var seconds = probe.Measure(stop);
        return new SearchCosts(parts, seconds, checkpoint.Measure(step, probe.Observed), RecordBytes(environment, example, agent.Diagnostics));
    }

    private static EnvironmentStep Example(SearchEnvironment environment, ArchitectureWeights action)
    {
        var architecture = new BestPairDiscretizer().Discretize(action);
        return new EnvironmentStep(architecture.Weights, 0, architecture, environment.Reference);
    }

    /// <summary>The bytes of a line of the log, with figures of usual length.</summary>
    private static long RecordBytes(SearchEnvironment environment, EnvironmentStep step, AgentDiagnostics diagnostics)
    {
        const double Figure = -0.12345678901234567;
        var figures = environment.Costs.Aggregate(Figures.None, static (all, cost) => all.With(cost.Name, 100_000_000)).With(Figures.TestAccuracy, step.Score.TestAccuracy).With("noneCount", 1).With("ties", 0);
        figures = diagnostics.Figures.Keys.Aggregate(figures, static (all, name) => all.With(name, name == "burst" ? 0 : Figure));
        return StepLogWriter.LengthOf(new StepRecord
        {
            Step = 1000, Phase = diagnostics.Phase, Genotype = ArchitectureText.Format(step.Architecture), Accuracy = Figure, Loss = Figure, Reward = Figure, Seconds = Figure, Figures = figures,
        });
    }

    private SearchPlanReport Report(SearchSource source, SearchCosts costs, List<SearchPlan> plans, long loaded)
    {
        long measured = MemoryPlan.Peak();
        // What the agent remembers lies in an array that doubles: while it grows, the old one is there too.
        double remembered = plans.Max(static plan => plan.Steps) * (costs.Checkpoint?.BytesPerStep ?? 0) * 3;
        long bytes = plans.Sum(static plan => plan.LogBytes + plan.CheckpointBytes);
        double checkpoint = plans.Max(plan => costs.Checkpoint?.BytesAt(plan.From + plan.Steps) ?? 0);
        return new SearchPlanReport
        {
            Agent = request.Agent.Name, Dataset = source.Dataset, Device = source.Device, Threads = source.Threads, Architectures = costs.Architectures,
            Parts = [.. costs.Parts.Select(static part => new MeasuredPart(part.Name, part.PerStep, Spread.Of(part.Seconds)))],
            StepSeconds = costs.Environment,
            AgentSeconds = [.. costs.Agent.Select(static agent => new MeasuredAgent(agent.Phase.ToRecordName(), agent.Seconds, agent.BurstSeconds))],
            Runs = plans,
            Memory = new MemoryPlan(loaded, measured, measured + (long)remembered),
            Disk = new DiskPlan(bytes, bytes + (long)checkpoint, DiskPlan.FreeAt(request.Runs[0].Folder)),
        };
    }
}

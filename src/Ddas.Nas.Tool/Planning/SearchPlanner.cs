using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Tool.Commands;
using Ddas.Nas.Tool.Display;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;

namespace Ddas.Nas.Tool.Planning;

/// <summary>Measures a little of a search and says what all of it will take. It writes nothing and locks nothing.</summary>
/// <param name="arguments">The arguments of <c>ddas search</c>.</param>
/// <param name="options">Their options.</param>
/// <param name="line">Where progress goes.</param>
internal sealed class SearchPlanner(ParseResult arguments, SearchOptions options, ProgressLine line)
{
    private const int Architectures = 7;
    private const string Purpose = "plan";

    private static readonly JsonSerializerOptions Records = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, IgnoreReadOnlyProperties = true,
    };

    /// <summary>Measures and plans.</summary>
    /// <exception cref="UsageException">A folder holds a run that is not to go on.</exception>
    public SearchPlanReport Plan(CancellationToken stop)
    {
        var loop = options.Loop(arguments);
        var runs = options.Runs(arguments);
        foreach (var (_, folder) in runs) RequireFree(folder);
        using var source = options.Open(arguments);
        line.Show("measuring");
        long loaded = MemoryPlan.Now();
        var actions = Enumerable.Range(0, Architectures).Select(i => Action(source.Space, runs[0].Seed, i)).ToList();
        var parts = source.Measure(runs[0].Seed, actions, stop);
        var (costs, starts) = Prepare(source, runs, actions[0], parts, stop);
        var plan = new PlanOptions(options.Agents.Schedule(arguments), options.Interval(arguments), options.Agents.Stagnation(arguments), loop.NonFinite, loop.TimeLimit);
        var plans = starts.Select(start => new SearchPlan(costs, plan, start.Step, start.Elapsed)).ToList();
        return Report(source, costs, runs, plans, loaded);
    }

    private static ArchitectureWeights Action(SearchSpaceDefinition space, long seed, int index)
    {
        var random = new RandomStream(seed, Purpose, index);
        return ArchitectureWeights.Uniform(space, ref random);
    }

    private void RequireFree(string folder)
    {
        if (RunFolder.IsRun(folder) && !options.Resume(arguments))
            throw new UsageException($"'{folder}' already holds a run. Choose another folder, remove this one, or plan the rest of it with --resume.");
    }

    /// <summary>Makes each run's search as it would begin or go on, and measures agent and checkpoints with the first.</summary>
    private (SearchCosts Costs, IReadOnlyList<(int Step, TimeSpan Elapsed)> Starts) Prepare(
        IEnvironmentSource source, IReadOnlyList<(long Seed, string Folder)> runs, ArchitectureWeights action, IReadOnlyList<StepPart> parts, CancellationToken stop)
    {
        SearchCosts? costs = null;
        var starts = new List<(int, TimeSpan)>();
        foreach (var (seed, folder) in runs)
        {
            using var search = options.Prepare(arguments, source, seed, folder, line);
            var from = RunFolder.IsRun(folder) ? search.Checkpoints.Restore(options.AcceptChanges(arguments)) : null;
            starts.Add((from?.NextStep ?? 0, from?.Elapsed ?? TimeSpan.Zero));
            costs ??= Measure(search, Example(search.Environment, action), from?.NextStep ?? 0, parts, stop);
        }

        return (costs!, starts);
    }

    private SearchCosts Measure(PreparedSearch search, EnvironmentStep example, int step, IReadOnlyList<StepPart> parts, CancellationToken stop)
    {
        var checkpoint = new CheckpointProbe(search.Environment, search.Agent);
        var agent = new AgentProbe(search.Agent, options.Agents.Schedule(arguments), example);
        var seconds = agent.Measure(stop);
        return new SearchCosts(parts, seconds, checkpoint.Measure(step, agent.Observed), RecordBytes(example, (search.Agent as IAgentDiagnostics)?.Diagnostics));
    }

    private static EnvironmentStep Example(IEnvironment environment, ArchitectureWeights action)
    {
        var architecture = new BestPairDiscretizer().Discretize(action);
        return new EnvironmentStep(architecture.Weights, 0, architecture, environment.OneShot);
    }

    /// <summary>The length of a record with every figure of such a step, each as long as figures are.</summary>
    private static long RecordBytes(EnvironmentStep step, AgentDiagnostics? diagnostics)
    {
        const double Figure = -0.12345678901234567;
        bool learns = diagnostics?.CriticLoss is not null;
        double? learned = learns ? Figure : null;
        var record = new StepRecord
        {
            Step = 1000, Phase = diagnostics?.Phase ?? "search", Genotype = ArchitectureText.Format(step.Architecture), Accuracy = Figure, Loss = Figure, Reward = Figure,
            Flops = 100_000_000, Parameters = 1_000_000, TestAccuracy = step.Score.TestAccuracy, Seconds = Figure, CriticLoss = learned, ActorLoss = learned, MeanQ = learned, Spread = learned,
            Saturation = learned, NoneCount = 1, Ties = 0, Burst = diagnostics?.Burst,
        };
        return JsonSerializer.SerializeToUtf8Bytes(record, Records).Length + 1;
    }

    private SearchPlanReport Report(IEnvironmentSource source, SearchCosts costs, IReadOnlyList<(long Seed, string Folder)> runs, List<SearchPlan> plans, long loaded)
    {
        long measured = MemoryPlan.Peak();
        // What the agent remembers lies in an array that doubles: while it grows, the old one is there too.
        double remembered = plans.Max(static plan => plan.Steps) * (costs.Checkpoint?.BytesPerStep ?? 0) * 3;
        long bytes = plans.Sum(static plan => plan.LogBytes + plan.CheckpointBytes);
        double checkpoint = plans.Max(plan => costs.Checkpoint?.BytesAt(plan.From + plan.Steps) ?? 0);
        return new SearchPlanReport
        {
            Agent = options.Agents.Name(arguments), Dataset = source.Dataset.Name, Device = source.Device, Threads = source.Threads, Architectures = costs.Architectures,
            Parts = [.. costs.Parts.Select(static part => new MeasuredPart(part.Name, part.PerStep, Spread.Of(part.Seconds)))],
            StepSeconds = costs.Environment,
            AgentSeconds = [.. costs.Agent.Select(static agent => new MeasuredAgent(agent.Phase.ToRecordName(), agent.Seconds, agent.BurstSeconds))],
            Runs = [.. plans.Zip(runs, static (plan, run) => PlannedRun.Of(plan, run.Seed, run.Folder))],
            Memory = new MemoryPlan(loaded, measured, measured + (long)remembered),
            Disk = new DiskPlan(bytes, bytes + (long)checkpoint, DiskPlan.FreeAt(runs[0].Folder)),
        };
    }
}

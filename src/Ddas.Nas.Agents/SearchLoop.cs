using System.Runtime.ExceptionServices;
using Ddas.Nas.Pareto;
using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ddas.Nas.Agents;

/// <summary>
/// Drives a search without files: the agent acts, the environment measures, the agent learns. <see cref="Run"/> does all
/// steps; a caller with a loop of its own calls <see cref="Step"/>. With agent and environment, its state can be captured
/// between two steps. It owns neither of them, and their exceptions pass through it. Not thread-safe.
/// </summary>
public sealed class SearchLoop : IResumable
{
    private const int MostInARow = 10;
    private readonly IEnvironment environment;
    private readonly ISearchAgent agent;
    private readonly SearchOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly SearchWatch watch;
    private readonly List<StepRecord> records = [];
    private readonly List<int> rolledBack = [];
    private ArchitectureWeights? state;
    private int nextStep;
    private TimeSpan elapsedBefore;
    private long? began;
    private bool conditionMet;
    private bool abandoned;
    private (ArchitectureWeights State, CheckpointState Memory)? kept;
    private int rolledBackInARow;

    /// <summary>Creates a search; nothing happens before the first step.</summary>
    /// <param name="environment">Measures architectures. It is reset before step 0.</param>
    /// <param name="agent">Chooses them.</param>
    /// <param name="options">When to end and what to warn of; null for the defaults.</param>
    /// <param name="logger">Start, phases, warnings and end; null for none.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="OptionsException">An option is out of range, or names another number of steps than the agent.</exception>
    /// <exception cref="ArgumentException">Steps are to be rolled back of an agent or environment that is not <see cref="IResumable"/>.</exception>
    public SearchLoop(IEnvironment environment, ISearchAgent agent, SearchOptions? options = null, ILogger? logger = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(agent);
        options ??= new SearchOptions();
        options.Validate();
        (this.environment, this.agent, this.options) = (environment, agent, options);
        Steps = options.StepsWith(agent);
        this.logger = logger ?? NullLogger.Instance;
        this.time = time ?? TimeProvider.System;
        if (options.NonFinite != NonFinitePolicy.Stop && !CanResume)
            throw new ArgumentException($"NonFinite is {options.NonFinite}, but {NotResumable} cannot be rolled back, since it is not IResumable.", nameof(options));
        watch = new SearchWatch(this.logger, options, Steps);
    }

    /// <summary>Number of steps of the whole search.</summary>
    public int Steps { get; }

    /// <summary>The step that comes next, from 0.</summary>
    public int NextStep => nextStep;

    /// <inheritdoc/>
    public bool CanResume => environment is IResumable { CanResume: true } && agent is IResumable { CanResume: true };

    /// <summary>What the steps so far came to.</summary>
    public SearchResult Result => new(End ?? SearchEnd.Completed, [.. records], StepFront.Of(records)) { RolledBack = [.. rolledBack] };

    /// <summary>Why the search ends before the next step; null where it goes on.</summary>
    internal SearchEnd? End =>
        nextStep >= Steps ? SearchEnd.Completed
        : conditionMet ? SearchEnd.StopCondition
        : Elapsed >= options.TimeLimit ? SearchEnd.TimeLimit
        : null;

    /// <summary>The type that keeps the search from being captured.</summary>
    internal string NotResumable => (environment is IResumable { CanResume: true } ? (object)agent : environment).GetType().Name;

    private TimeSpan Elapsed => began is { } start ? elapsedBefore + time.GetElapsedTime(start) : elapsedBefore;

    /// <summary>Runs until the last step, the time limit or the stop condition, whichever comes first.</summary>
    /// <param name="progress">Told after every step, on this thread; null for nobody.</param>
    /// <param name="cancel">Finishes the step under way, then throws; called again, the search goes on.</param>
    /// <param name="abort">Abandons the step under way; the search cannot go on then.</param>
    /// <exception cref="OperationCanceledException">The search was cancelled, or a step abandoned.</exception>
    /// <exception cref="NonFiniteException">A step produced NaN or infinity, and the policy is to stop, or as many steps in a row did as are rolled back.</exception>
    public SearchResult Run(IProgress<RunProgress>? progress = null, CancellationToken cancel = default, CancellationToken abort = default)
    {
        Start();
        while (End is null)
        {
            cancel.ThrowIfCancellationRequested();
            if (TryStep(abort) is { } record) Report(progress, record);
        }

        return Finish();
    }

    /// <summary>Does the next step, even one past <see cref="Steps"/>, and returns its record; one that is rolled back is followed by the next.</summary>
    /// <param name="abort">Abandons the step; see <see cref="Run"/>.</param>
    /// <inheritdoc cref="Run"/>
    public StepRecord Step(CancellationToken abort = default)
    {
        while (true)
            if (TryStep(abort) is { } record) return record;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A step was abandoned, so that the state is of no use.</exception>
    public void Capture(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (abandoned) throw new InvalidOperationException("A step was abandoned; the search has no state to go on from.");
        Start();
        CaptureParts(state);
        var loop = state.Section("loop");
        loop.Add<float>("state", this.state!.Values, environment.Space.ActionLength);
        loop.Add<int>("next_step", [nextStep]);
        loop.Set("elapsed_ticks", Elapsed.Ticks, SearchJson.Default.Int64); // a value: tensors depend on no clock
        loop.Add<int>("rolled_back", rolledBack.ToArray(), rolledBack.Count);
        if (options.NonFinite == NonFinitePolicy.Restore) Keep();
    }

    /// <inheritdoc/>
    /// <remarks>The records of the steps before are not in the state: <see cref="Result"/> counts from here on.</remarks>
    public void Restore(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        RestoreParts(state);
        var loop = state.Section("loop");
        int next = loop.Get<int>("next_step")[0];
        int[] back = loop.Get<int>("rolled_back", -1).ToArray();
        if (next < 0 || back.Length > next) throw new CheckpointException($"The checkpoint's next step is {next} with {back.Length} steps rolled back, which cannot be.");
        Reset();
        this.state = ArchitectureWeights.FromValues(environment.Space, loop.Get<float>("state", environment.Space.ActionLength).ToArray());
        (nextStep, elapsedBefore) = (next, TimeSpan.FromTicks(loop.Get("elapsed_ticks", SearchJson.Default.Int64)));
        rolledBack.AddRange(back);
    }

    /// <summary>Steps that were rolled back.</summary>
    internal int RolledBack => rolledBack.Count;

    /// <summary>Takes over the records of the steps before those of a restored state.</summary>
    internal void Recall(IEnumerable<StepRecord> earlier)
    {
        records.AddRange(earlier);
        conditionMet = records.Count > 0 && options.StopWhen?.Invoke(records[^1]) == true;
    }

    /// <summary>Goes back to before the first step.</summary>
    internal void Reset()
    {
        (state, nextStep, elapsedBefore, began) = (null, 0, TimeSpan.Zero, null);
        (abandoned, conditionMet, kept, rolledBackInARow) = (false, false, null, 0);
        records.Clear();
        rolledBack.Clear();
    }

    /// <summary>Makes the search ready for its next step.</summary>
    internal void Start()
    {
        if (began is not null) return;
        state ??= environment.Reset();
        began = time.GetTimestamp();
        watch.Started(nextStep, environment.Space);
    }

    /// <summary>Tells of a step.</summary>
    internal void Report(IProgress<RunProgress>? progress, StepRecord record) => progress?.Report(new RunProgress("search", nextStep, Steps) { Step = record });

    /// <summary>Says in the log how it ended, and returns the result.</summary>
    internal SearchResult Finish()
    {
        var result = Result;
        watch.Ended(result);
        return result;
    }

    /// <summary>Does a step; null where it was rolled back.</summary>
    internal StepRecord? TryStep(CancellationToken abort)
    {
        Start();
        if (abandoned) throw new InvalidOperationException("The step before was abandoned; the search cannot go on.");
        if (options.NonFinite == NonFinitePolicy.Skip || (options.NonFinite == NonFinitePolicy.Restore && kept is null)) Keep();
        abandoned = true;
        using var activity = SearchTelemetry.BeginStep(nextStep);
        EnvironmentStep outcome;
        StepRecord record;
        try
        {
            (outcome, record) = Measure(abort);
        }
        catch (NonFiniteException e)
        {
            RollBack(e);
            abandoned = false;
            return null;
        }

        (rolledBackInARow, abandoned) = (0, false);
        bool changed = !outcome.NextState.Equals(state);
        (nextStep, state) = (nextStep + 1, outcome.NextState);
        records.Add(record);
        SearchTelemetry.EndStep(activity, record);
        watch.Stepped(record, outcome.Architecture, changed);
        conditionMet = options.StopWhen?.Invoke(record) == true;
        return record;
    }

    private (EnvironmentStep Outcome, StepRecord Record) Measure(CancellationToken abort)
    {
        long start = time.GetTimestamp();
        var action = agent.Act(state!, nextStep);
        var outcome = environment.Step(action, abort);
        RequireFinite(outcome, nextStep);
        agent.Observe(new Transition(nextStep, state!, action, outcome));
        return (outcome, Record(outcome, time.GetElapsedTime(start)));
    }

    private void RollBack(NonFiniteException problem)
    {
        if (options.NonFinite == NonFinitePolicy.Stop) ExceptionDispatchInfo.Throw(problem);
        logger.RolledBack(nextStep, options.NonFinite, problem.Message);
        if (++rolledBackInARow == MostInARow)
            throw new NonFiniteException($"Step {nextStep}: {MostInARow} steps in a row produced numbers that are not finite. The last of them: {problem.Message}", problem);
        (state, var memory) = kept!.Value;
        RestoreParts(memory);
        rolledBack.Add(nextStep++);
    }

    private void Keep()
    {
        var memory = new CheckpointState();
        CaptureParts(memory);
        kept = (state!, memory);
    }

    private void CaptureParts(CheckpointState into)
    {
        ((IResumable)environment).Capture(into.Section("environment"));
        ((IResumable)agent).Capture(into.Section("agent"));
    }

    private void RestoreParts(CheckpointState from)
    {
        ((IResumable)environment).Restore(from.Section("environment"));
        ((IResumable)agent).Restore(from.Section("agent"));
    }

    private StepRecord Record(EnvironmentStep outcome, TimeSpan duration)
    {
        var diagnostics = agent.Diagnostics;
        var figures = outcome.Score.Figures;
        foreach (var (name, value) in diagnostics.Figures) figures = figures.With(name, value);
        figures = figures.With("noneCount", outcome.Architecture.Count(Operation.None)).With("ties", outcome.Ties);
        return new StepRecord
        {
            Step = nextStep, Phase = diagnostics.Phase, Genotype = ArchitectureText.Format(outcome.Architecture),
            Accuracy = outcome.Score.Accuracy, Loss = outcome.Score.Loss, Reward = outcome.Reward, Seconds = duration.TotalSeconds, Figures = figures,
        };
    }

    private static void RequireFinite(EnvironmentStep outcome, int step)
    {
        if (!double.IsFinite(outcome.Reward) || !double.IsFinite(outcome.Score.Accuracy) || !double.IsFinite(outcome.Score.Loss) || !outcome.Score.Figures.Values.All(double.IsFinite))
            throw new NonFiniteException(
                $"Step {step}: the environment returned reward {outcome.Reward}, accuracy {outcome.Score.Accuracy}, loss {outcome.Score.Loss} and {outcome.Score.Figures}, which must be finite; training has probably diverged.");
    }
}

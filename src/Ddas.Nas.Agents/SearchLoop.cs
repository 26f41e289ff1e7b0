using System.Runtime.ExceptionServices;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ddas.Nas.Agents;

/// <summary>
/// Drives a search: the agent acts, the environment measures, the agent learns, the observers see the step's record.
/// <see cref="Run"/> does all steps; a caller with a loop of its own calls <see cref="Step"/>. It owns neither agent nor
/// environment nor observers, and their exceptions pass through it. Not thread-safe.
/// </summary>
public sealed class SearchLoop
{
    private const int MostInARow = 10;
    private readonly IEnvironment environment;
    private readonly ISearchAgent agent;
    private readonly SearchLoopOptions options;
    private readonly ISearchObserver[] observers;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly SearchWatch watch;
    private readonly TimeSpan elapsedBefore;
    private readonly SearchCheckpoints? checkpoints;
    private readonly SearchMemory? memory;
    private (ArchitectureWeights State, CheckpointState Memory)? kept;
    private int rolledBackInARow;
    private long? began;

    /// <summary>Creates a search; nothing happens before the first step.</summary>
    /// <param name="environment">Measures architectures. It is reset before step 0, and not when <paramref name="from"/> is given.</param>
    /// <param name="agent">Chooses them.</param>
    /// <param name="options">When to end and what to warn of; null for the defaults.</param>
    /// <param name="observers">Called in this order after each step.</param>
    /// <param name="logger">Start, phases, warnings and end; null for none.</param>
    /// <param name="from">Where an earlier part left off, whose agent and environment are in the states they then had; null to begin anew.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="checkpoints">Written when due, and when <see cref="Run"/> returns; null for none. Their <see cref="SearchCheckpoints.Restore"/> gives <paramref name="from"/>.</param>
    /// <exception cref="OptionsException">An option is out of range.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="from"/> belongs to another space or has a negative step, or steps are to be rolled back of an agent or
    /// environment that is not <see cref="IResumable"/>.
    /// </exception>
    public SearchLoop(
        IEnvironment environment, ISearchAgent agent, SearchLoopOptions? options = null, IEnumerable<ISearchObserver>? observers = null,
        ILogger? logger = null, SearchLoopState? from = null, TimeProvider? time = null, SearchCheckpoints? checkpoints = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(agent);
        options ??= new SearchLoopOptions();
        options.Validate();
        if (from is not null && (from.NextStep < 0 || !from.State.Space.Equals(environment.Space)))
            throw new ArgumentException($"Cannot go on at step {from.NextStep} in space '{from.State.Space}': the step must be at least 0 and the environment's space is '{environment.Space}'.", nameof(from));
        memory = SearchMemory.Of(environment, agent);
        if (options.NonFinite != NonFinitePolicy.Stop && memory is null)
            throw new ArgumentException($"NonFinite is {options.NonFinite}, but {(environment is IResumable ? (object)agent : environment).GetType().Name} cannot be rolled back, since it is not IResumable.", nameof(options));
        (this.environment, this.agent, this.options, this.observers, this.checkpoints) = (environment, agent, options, [.. observers ?? []], checkpoints);
        this.logger = logger ?? NullLogger.Instance;
        this.time = time ?? TimeProvider.System;
        watch = new SearchWatch(this.logger, options);
        State = from;
        elapsedBefore = from?.Elapsed ?? TimeSpan.Zero;
    }

    /// <summary>
    /// What the loop remembers; null before step 0. Observers see the state after the step whose record they get, so that
    /// one of them can write a checkpoint.
    /// </summary>
    public SearchLoopState? State { get; private set; }

    private int NextStep => State?.NextStep ?? 0;

    private TimeSpan Elapsed => began is { } start ? elapsedBefore + time.GetElapsedTime(start) : elapsedBefore;

    /// <summary>Runs until the last step, the time limit or a request to stop, whichever comes first.</summary>
    /// <param name="stop">Finishes the step under way, observers included, then returns. The search can go on later.</param>
    /// <param name="abort">Abandons the step under way; the step is lost, and the environment unusable until it is reset.</param>
    /// <exception cref="OperationCanceledException">The step was abandoned.</exception>
    /// <exception cref="NonFiniteException">A step produced NaN or infinity, and the policy is to stop, or as many steps in a row did as are rolled back.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written.</exception>
    public SearchResult Run(CancellationToken stop = default, CancellationToken abort = default)
    {
        began ??= time.GetTimestamp();
        watch.Started(NextStep, environment.Space);
        while (true)
        {
            if (EndBeforeNextStep(stop) is { } end)
            {
                WriteCheckpoint();
                var result = new SearchResult(end, NextStep, State?.Best, Elapsed) { RolledBack = State?.RolledBack ?? [] };
                watch.Ended(result);
                return result;
            }

            TryStep(abort);
        }
    }

    /// <summary>Does the next step, even one past <see cref="SearchLoopOptions.Steps"/>, and returns its record; one that is rolled back is followed by the next.</summary>
    /// <param name="abort">Abandons the step; see <see cref="Run"/>.</param>
    /// <inheritdoc cref="Run"/>
    public StepRecord Step(CancellationToken abort = default)
    {
        while (true)
            if (TryStep(abort) is { } record) return record;
    }

    /// <summary>Writes a checkpoint of the steps so far, where there are checkpoints and steps; <see cref="Run"/> calls it before it returns.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void WriteCheckpoint()
    {
        if (checkpoints is null || State is null) return;
        foreach (var observer in observers) observer.Flush();
        checkpoints.Write(State);
        if (options.NonFinite == NonFinitePolicy.Restore) kept = (State.State, memory!.Capture());
    }

    /// <summary>Null where the step was rolled back.</summary>
    private StepRecord? TryStep(CancellationToken abort)
    {
        began ??= time.GetTimestamp();
        var before = State ?? new SearchLoopState(0, environment.Reset(), TimeSpan.Zero, null);
        if (options.NonFinite == NonFinitePolicy.Skip || (options.NonFinite == NonFinitePolicy.Restore && kept is null)) kept = (before.State, memory!.Capture());
        EnvironmentStep outcome;
        StepRecord record;
        try
        {
            (outcome, record) = Measure(before, abort);
        }
        catch (NonFiniteException e)
        {
            RollBack(before, e);
            return null;
        }

        rolledBackInARow = 0;
        State = before with { NextStep = before.NextStep + 1, State = outcome.NextState, Elapsed = Elapsed, Best = before.Best?.Accuracy >= record.Accuracy ? before.Best : record };
        watch.Stepped(record, outcome.Architecture, changed: !outcome.NextState.Equals(before.State));
        foreach (var observer in observers) observer.OnStep(record);
        if (checkpoints?.IsDue(State) == true) WriteCheckpoint();
        return record;
    }

    private (EnvironmentStep Outcome, StepRecord Record) Measure(SearchLoopState before, CancellationToken abort)
    {
        int step = before.NextStep;
        long start = time.GetTimestamp();
        var action = agent.Act(before.State, step);
        var outcome = environment.Step(action, abort);
        RequireFinite(outcome, step);
        agent.Observe(new Transition(step, before.State, action, outcome));
        return (outcome, Record(step, action, outcome, time.GetElapsedTime(start)));
    }

    private void RollBack(SearchLoopState before, NonFiniteException problem)
    {
        if (options.NonFinite == NonFinitePolicy.Stop) ExceptionDispatchInfo.Throw(problem);
        logger.RolledBack(before.NextStep, options.NonFinite, problem.Message);
        if (++rolledBackInARow == MostInARow)
            throw new NonFiniteException($"Step {before.NextStep}: {MostInARow} steps in a row produced numbers that are not finite. The last of them: {problem.Message}", problem);
        var (state, memory) = kept!.Value;
        this.memory!.Restore(memory);
        State = before with { NextStep = before.NextStep + 1, State = state, Elapsed = Elapsed, RolledBack = [.. before.RolledBack, before.NextStep] };
    }

    private SearchEnd? EndBeforeNextStep(CancellationToken stop) =>
        NextStep >= options.Steps ? SearchEnd.Completed
        : stop.IsCancellationRequested ? SearchEnd.Stopped
        : Elapsed >= options.TimeLimit ? SearchEnd.TimeLimit
        : null;

    private StepRecord Record(int step, ArchitectureWeights action, EnvironmentStep outcome, TimeSpan duration)
    {
        var diagnostics = (agent as IAgentDiagnostics)?.Diagnostics;
        var architecture = outcome.Architecture;
        return new StepRecord
        {
            Step = step,
            Phase = diagnostics?.Phase ?? "search",
            Genotype = ArchitectureText.Format(architecture),
            Accuracy = outcome.Score.Accuracy,
            Loss = outcome.Score.Loss,
            Reward = outcome.Reward,
            Flops = outcome.Score.Flops,
            Parameters = outcome.Score.Parameters,
            TestAccuracy = outcome.Score.TestAccuracy,
            Seconds = duration.TotalSeconds,
            CriticLoss = diagnostics?.CriticLoss,
            ActorLoss = diagnostics?.ActorLoss,
            MeanQ = diagnostics?.MeanQ,
            Spread = diagnostics?.Spread,
            Saturation = diagnostics?.Saturation,
            NoneCount = architecture.Count(Operation.None),
            Ties = TieCount.Of(action, architecture, options.None),
            Burst = diagnostics?.Burst,
        };
    }

    private static void RequireFinite(EnvironmentStep outcome, int step)
    {
        if (!double.IsFinite(outcome.Reward) || !double.IsFinite(outcome.Score.Accuracy) || !double.IsFinite(outcome.Score.Loss))
            throw new NonFiniteException(
                $"Step {step}: the environment returned reward {outcome.Reward}, accuracy {outcome.Score.Accuracy} and loss {outcome.Score.Loss}, which must be finite; training has probably diverged.");
    }
}

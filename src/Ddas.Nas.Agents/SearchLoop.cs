using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.SearchSpace.Records;
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
    private readonly IEnvironment environment;
    private readonly ISearchAgent agent;
    private readonly SearchLoopOptions options;
    private readonly ISearchObserver[] observers;
    private readonly TimeProvider time;
    private readonly SearchWatch watch;
    private readonly TimeSpan elapsedBefore;
    private long? began;

    /// <summary>Creates a search; nothing happens before the first step.</summary>
    /// <param name="environment">Measures architectures. It is reset before step 0, and not when <paramref name="from"/> is given.</param>
    /// <param name="agent">Chooses them.</param>
    /// <param name="options">When to end and what to warn of; null for the defaults.</param>
    /// <param name="observers">Called in this order after each step.</param>
    /// <param name="logger">Start, phases, warnings and end; null for none.</param>
    /// <param name="from">Where an earlier part left off, whose agent and environment are in the states they then had; null to begin anew.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="OptionsException">An option is out of range.</exception>
    /// <exception cref="ArgumentException"><paramref name="from"/> belongs to another space or has a negative step.</exception>
    public SearchLoop(
        IEnvironment environment, ISearchAgent agent, SearchLoopOptions? options = null, IEnumerable<ISearchObserver>? observers = null,
        ILogger? logger = null, SearchLoopState? from = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(agent);
        options ??= new SearchLoopOptions();
        SearchLoopOptionsValidator.Validate(options);
        if (from is not null && (from.NextStep < 0 || !from.State.Space.Equals(environment.Space)))
            throw new ArgumentException($"Cannot go on at step {from.NextStep} in space '{from.State.Space}': the step must be at least 0 and the environment's space is '{environment.Space}'.", nameof(from));
        (this.environment, this.agent, this.options, this.observers) = (environment, agent, options, [.. observers ?? []]);
        this.time = time ?? TimeProvider.System;
        watch = new SearchWatch(logger ?? NullLogger.Instance, options);
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
    public SearchResult Run(CancellationToken stop = default, CancellationToken abort = default)
    {
        began ??= time.GetTimestamp();
        watch.Started(NextStep, environment.Space);
        while (true)
        {
            if (EndBeforeNextStep(stop) is { } end)
            {
                var result = new SearchResult(end, NextStep, State?.Best, Elapsed);
                watch.Ended(result);
                return result;
            }

            Step(abort);
        }
    }

    /// <summary>Does the next step, even one past <see cref="SearchLoopOptions.Steps"/>, and returns its record.</summary>
    /// <param name="abort">Abandons the step; see <see cref="Run"/>.</param>
    /// <exception cref="OperationCanceledException">The step was abandoned.</exception>
    /// <exception cref="InvalidOperationException">The environment returned a reward, accuracy or loss that is not finite.</exception>
    public StepRecord Step(CancellationToken abort = default)
    {
        began ??= time.GetTimestamp();
        var before = State ?? new SearchLoopState(0, environment.Reset(), TimeSpan.Zero, null);
        int step = before.NextStep;
        long start = time.GetTimestamp();
        var action = agent.Act(before.State, step);
        var outcome = environment.Step(action, abort);
        RequireFinite(outcome, step);
        agent.Observe(new Transition(step, before.State, action, outcome));
        var record = Record(step, action, outcome, time.GetElapsedTime(start));

        State = new SearchLoopState(step + 1, outcome.NextState, Elapsed, before.Best?.Accuracy >= record.Accuracy ? before.Best : record);
        watch.Stepped(record, outcome.Architecture, changed: !outcome.NextState.Equals(before.State));
        foreach (var observer in observers) observer.OnStep(record);
        return record;
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
            throw new InvalidOperationException(
                $"Step {step}: the environment returned reward {outcome.Reward}, accuracy {outcome.Score.Accuracy} and loss {outcome.Score.Loss}, which must be finite; training has probably diverged.");
    }
}

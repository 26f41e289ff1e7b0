using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents;

/// <summary>
/// Algorithm 2's step around an evaluator: discretize the action, count the costs that are known, measure, reward against
/// the step before; alpha_d is the next state. It owns the evaluator and disposes it. It can be cut off and go on where the
/// evaluator can, or has no state of its own (neither <see cref="IResumable"/> nor changed by measuring).
/// </summary>
public sealed class SearchEnvironment : IEnvironment, IResumable, IDescribed, IDisposable
{
    private const string EvaluatorSection = "evaluator", PreviousSection = "previous", StepName = "step", Accuracy = "accuracy", Loss = "loss";

    private readonly IArchitectureEvaluator evaluator;
    private readonly IDiscretizer discretizer;
    private readonly IRewardFunction reward;
    private readonly IArchitectureCost[] costs;
    private int step;
    private ArchitectureScore? previous;
    private bool abandoned;
    private bool disposed;

    /// <summary>Creates an environment, ready for its first step.</summary>
    /// <param name="evaluator">Measures; it belongs to the environment from here on.</param>
    /// <param name="options">Discretizer, reward and further costs; null for the paper's.</param>
    /// <exception cref="OptionsException">An option is out of range.</exception>
    /// <exception cref="ArgumentException">Two costs have one name.</exception>
    public SearchEnvironment(IArchitectureEvaluator evaluator, SearchEnvironmentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        options ??= new SearchEnvironmentOptions();
        options.Validate();
        this.evaluator = evaluator;
        discretizer = options.Discretizer ?? new BestPairDiscretizer();
        reward = options.Reward ?? new DdasReward();
        costs = [.. evaluator.Costs, .. options.Costs];
        if (costs.GroupBy(static cost => cost.Name).FirstOrDefault(static names => names.Count() > 1) is { } twice)
            throw new ArgumentException($"Two costs are named '{twice.Key}': those of the evaluator and of the options need names of their own.", nameof(options));
    }

    /// <inheritdoc/>
    public SearchSpaceDefinition Space => evaluator.Space;

    /// <inheritdoc/>
    public ArchitectureScore Reference => evaluator.Reference;

    /// <summary>All costs that scores carry, known before measuring.</summary>
    public IReadOnlyList<IArchitectureCost> Costs => costs;

    /// <inheritdoc/>
    public bool CanResume => evaluator is not IResumable { CanResume: false };

    /// <inheritdoc/>
    public ArchitectureWeights Reset()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        evaluator.Reset();
        (step, previous, abandoned) = (0, null, false);
        return ArchitectureWeights.Constant(Space, 1);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A step was abandoned, and neither <see cref="Reset"/> nor <see cref="Restore"/> was called since.</exception>
    public EnvironmentStep Step(ArchitectureWeights action, CancellationToken abort)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentNullException.ThrowIfNull(action);
        if (!action.Space.Equals(Space)) throw new ArgumentException($"The action belongs to space '{action.Space}', but the environment's space is '{Space}'.", nameof(action));
        if (abandoned) throw new InvalidOperationException("The step before was abandoned; call Reset first.");
        abort.ThrowIfCancellationRequested();
        var architecture = discretizer.Discretize(action);
        abandoned = true;
        var score = WithCosts(architecture, evaluator.Evaluate(architecture, step, abort));
        double value = reward.Reward(new RewardContext(architecture, score, previous ?? Reference, Reference));
        (step, previous, abandoned) = (step + 1, score, false);
        return new EnvironmentStep(architecture.Weights, value, architecture, score) { Ties = TieCount.Of(action, architecture, discretizer.None) };
    }

    /// <inheritdoc/>
    public void Capture(CheckpointState state)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentNullException.ThrowIfNull(state);
        state.Add<int>(StepName, [step]);
        if (previous is not null)
        {
            var section = state.Section(PreviousSection);
            section.Add<double>(Accuracy, [previous.Accuracy]);
            section.Add<double>(Loss, [previous.Loss]);
            foreach (var (name, value) in previous.Figures) section.Section("figures").Add<double>(name, [value]);
        }

        (evaluator as IResumable)?.Capture(state.Section(EvaluatorSection));
    }

    /// <inheritdoc/>
    public void Restore(CheckpointState state)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentNullException.ThrowIfNull(state);
        step = state.Get<int>(StepName)[0];
        var section = state.Section(PreviousSection);
        previous = !section.Has(Accuracy) ? null : new ArchitectureScore(section.Get<double>(Accuracy)[0], section.Get<double>(Loss)[0])
        {
            Figures = Figures.Of(section.Section("figures").Tensors.Select(static figure => KeyValuePair.Create(figure.Name, figure.Values<double>()[0]))),
        };
        if (evaluator is IResumable resumable) resumable.Restore(state.Section(EvaluatorSection));
        else evaluator.Reset();
        abandoned = false;
    }

    /// <inheritdoc/>
    public void Describe(RunDescription into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Part("evaluator", evaluator);
        into.Part("reward", reward);
        into.Part("discretizer", discretizer);
        into.Set("costs", string.Join(",", costs.Select(static cost => cost.Name)));
    }

    /// <summary>Disposes the evaluator, where it is disposable.</summary>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        (evaluator as IDisposable)?.Dispose();
    }

    private ArchitectureScore WithCosts(Architecture architecture, ArchitectureScore measured)
    {
        var figures = Figures.Of(costs.Select(cost => KeyValuePair.Create(cost.Name, cost.Of(architecture))));
        foreach (var (name, value) in measured.Figures) figures = figures.With(name, value);
        return measured with { Figures = figures };
    }
}

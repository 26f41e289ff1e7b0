using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Benchmarks;

/// <summary>
/// An evaluator in closed form, for learning tests in seconds: accuracy = floor + (ceiling - floor) x quality x readiness,
/// loss = 1 - accuracy. The quality is a sum of terms of one pair and of two, drawn from a seed. The readiness is 1, or with
/// drift the mean of 1 - exp(-visits / <see cref="SyntheticEvaluatorOptions.DriftVisits"/>) over the architecture's pairs,
/// this step's visit included: the more often a pair was chosen, the more it is worth.
/// </summary>
public sealed class SyntheticEvaluator : IArchitectureEvaluator, IResumable, IDescribed
{
    private readonly SyntheticEvaluatorOptions options;
    private readonly SyntheticLandscape landscape;
    private readonly int[] visits;

    /// <summary>Creates an evaluator.</summary>
    /// <param name="space">The space.</param>
    /// <param name="options">The landscape; null for the defaults.</param>
    /// <exception cref="OptionsException">An option is out of range.</exception>
    public SyntheticEvaluator(SearchSpaceDefinition space, SyntheticEvaluatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        options ??= new SyntheticEvaluatorOptions();
        options.Validate();
        (Space, this.options) = (space, options);
        landscape = new SyntheticLandscape(space, options.Seed, options.PairwiseWeight);
        visits = new int[space.ActionLength];
        Optimum = options.PairwiseWeight == 0 ? new BestPairDiscretizer().Discretize(landscape.Terms) : null;
        Reference = Score(landscape.UniformMean);
    }

    /// <inheritdoc/>
    public SearchSpaceDefinition Space { get; }

    /// <summary>
    /// The mean over uniformly random architectures at full readiness. With terms of two pairs those are taken at their
    /// expectation, 1/2.
    /// </summary>
    public ArchitectureScore Reference { get; }

    /// <summary>The best architecture that Algorithm 1 gives; null with terms of two pairs.</summary>
    public Architecture? Optimum { get; }

    /// <summary>The accuracy of an architecture at full readiness: what it would reach after endless visits.</summary>
    /// <exception cref="ArgumentException">The architecture belongs to another space.</exception>
    public double FinalAccuracy(Architecture architecture)
    {
        RequireSpace(architecture);
        return Score(landscape.Quality(architecture)).Accuracy;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The architecture belongs to another space.</exception>
    public ArchitectureScore Evaluate(Architecture architecture, int step, CancellationToken abort)
    {
        RequireSpace(architecture);
        abort.ThrowIfCancellationRequested();
        double quality = landscape.Quality(architecture);
        if (options.DriftVisits is not { } scale) return Score(quality);
        int[] chosen = landscape.Offsets(architecture);
        foreach (int offset in chosen) visits[offset]++;
        return Score(quality * chosen.Average(offset => 1 - Math.Exp(-visits[offset] / scale)));
    }

    /// <inheritdoc/>
    public void Reset() => Array.Clear(visits);

    /// <inheritdoc/>
    public void Capture(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Add<int>("visits", visits, visits.Length);
    }

    /// <inheritdoc/>
    public void Restore(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Get<int>("visits", visits.Length).CopyTo(visits);
    }

    /// <inheritdoc/>
    public void Describe(RunDescription into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Kind("synthetic");
        into.SetSeed(options.Seed);
        into.Set("floor", options.Floor);
        into.Set("ceiling", options.Ceiling);
        into.Set("pairwiseWeight", options.PairwiseWeight);
        into.Set("driftVisits", options.DriftVisits);
    }

    private void RequireSpace(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        if (!architecture.Space.Equals(Space)) throw new ArgumentException($"The architecture belongs to space '{architecture.Space}', but the evaluator's space is '{Space}'.", nameof(architecture));
    }

    private ArchitectureScore Score(double quality)
    {
        double accuracy = options.Floor + ((options.Ceiling - options.Floor) * quality);
        return new ArchitectureScore(accuracy, 1 - accuracy);
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;

namespace Ddas.Nas.Agents.Benchmarks;

/// <summary>
/// An environment in closed form, for learning tests in seconds: accuracy = floor + (ceiling - floor) x quality x
/// readiness, loss = 1 - accuracy. The quality is a sum of terms of one pair and of two, drawn from a seed. The readiness
/// is 1, or with drift the mean of 1 - exp(-visits / <see cref="SyntheticEnvironmentOptions.DriftVisits"/>) over the
/// architecture's pairs, this step's visit included: the more often a pair was chosen, the more it is worth.
/// </summary>
public sealed class SyntheticEnvironment : IEnvironment, IResumable
{
    private readonly SyntheticEnvironmentOptions options;
    private readonly SyntheticLandscape landscape;
    private readonly EnvironmentCore core;
    private readonly int[] visits;

    /// <summary>Creates an environment.</summary>
    /// <param name="space">The space.</param>
    /// <param name="options">The landscape; null for the defaults.</param>
    /// <param name="reward">The reward; null for the paper's.</param>
    /// <param name="discretizer">Turns actions into architectures; null for Algorithm 1.</param>
    /// <exception cref="OptionsException">An option is out of range.</exception>
    public SyntheticEnvironment(
        SearchSpaceDefinition space, SyntheticEnvironmentOptions? options = null, IRewardFunction? reward = null, IDiscretizer? discretizer = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        options ??= new SyntheticEnvironmentOptions();
        options.Validate();
        discretizer ??= new BestPairDiscretizer();
        this.options = options;
        landscape = new SyntheticLandscape(space, options.Seed, options.PairwiseWeight);
        visits = new int[space.ActionLength];
        Optimum = options.PairwiseWeight == 0 ? discretizer.Discretize(landscape.Terms) : null;
        core = new EnvironmentCore(space, Score(landscape.UniformMean), reward ?? new DdasReward(), discretizer, (architecture, _) => Measure(architecture));
    }

    /// <inheritdoc/>
    public SearchSpaceDefinition Space => core.Space;

    /// <summary>
    /// The mean over uniformly random architectures at full readiness. With terms of two pairs those are taken at their
    /// expectation, 1/2.
    /// </summary>
    public ArchitectureScore OneShot => core.OneShot;

    /// <summary>The best architecture that the discretizer gives (exact for <see cref="BestPairDiscretizer"/>); null with terms of two pairs.</summary>
    public Architecture? Optimum { get; }

    /// <summary>The accuracy of an architecture at full readiness: what it would reach after endless visits.</summary>
    /// <exception cref="ArgumentException">The architecture belongs to another space.</exception>
    public double FinalAccuracy(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        if (!architecture.Space.Equals(Space)) throw new ArgumentException($"The architecture belongs to space '{architecture.Space}', but the environment's space is '{Space}'.", nameof(architecture));
        return Score(landscape.Quality(architecture)).Accuracy;
    }

    /// <inheritdoc/>
    public ArchitectureWeights Reset()
    {
        Array.Clear(visits);
        return core.Reset();
    }

    /// <inheritdoc/>
    public EnvironmentStep Step(ArchitectureWeights action, CancellationToken cancel) => core.Step(action, cancel);

    /// <inheritdoc/>
    public void Capture(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        core.Capture(state);
        state.Add<int>("visits", visits, visits.Length);
    }

    /// <inheritdoc/>
    public void Restore(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        core.Restore(state);
        state.Get<int>("visits", visits.Length).CopyTo(visits);
    }

    private ArchitectureScore Measure(Architecture architecture)
    {
        double quality = landscape.Quality(architecture);
        if (options.DriftVisits is not { } scale) return Score(quality);
        int[] chosen = landscape.Offsets(architecture);
        foreach (int offset in chosen) visits[offset]++;
        return Score(quality * chosen.Average(offset => 1 - Math.Exp(-visits[offset] / scale)));
    }

    private ArchitectureScore Score(double quality)
    {
        double accuracy = options.Floor + ((options.Ceiling - options.Floor) * quality);
        return new ArchitectureScore(accuracy, 1 - accuracy);
    }
}

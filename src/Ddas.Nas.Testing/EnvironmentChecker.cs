using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
namespace Ddas.Nas.Testing;

/// <summary>Checks that an environment keeps the contract of <see cref="IEnvironment"/>; for the tests of whoever writes one.</summary>
public static class EnvironmentChecker
{
    /// <summary>Runs a few steps and returns every breach of the contract, one sentence each; none when it is kept.</summary>
    /// <param name="environment">The environment; it is reset, and left as after another reset.</param>
    /// <param name="steps">Number of steps to try, at least 1; each is followed by one more with alpha_d.</param>
    /// <param name="seed">Seed of the uniform actions.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1.</exception>
    public static IReadOnlyList<string> Check(IEnvironment environment, int steps = 3, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var breaches = new List<string>();
        ScoreCheck.Add(environment.Reference, "Reference", breaches);
        var state = environment.Reset();
        if (!state.Space.Equals(environment.Space))
            breaches.Add($"Reset returned a state of space '{state.Space}', but the environment's space is '{environment.Space}'.");
        if (!state.Equals(ArchitectureWeights.Constant(environment.Space, 1)))
            breaches.Add("Reset must return s_0, which is all ones.");

        for (int i = 0; i < steps; i++) CheckStep(environment, i, seed, breaches);
        CheckForeignAction(environment, breaches);
        CheckCancellation(environment, breaches);
        return breaches;
    }

    private static void CheckStep(IEnvironment environment, int i, long seed, List<string> breaches)
    {
        var random = new RandomStream(seed, RandomPurpose.Explore, i);
        var step = environment.Step(ArchitectureWeights.Uniform(environment.Space, ref random), CancellationToken.None);
        if (!step.Architecture.Space.Equals(environment.Space))
            breaches.Add($"Step {i} measured an architecture of space '{step.Architecture.Space}'.");
        if (!step.NextState.Equals(step.Architecture.Weights))
            breaches.Add($"Step {i}: the next state must be alpha_d of the architecture that was measured.");
        if (!double.IsFinite(step.Reward)) breaches.Add($"Step {i}: the reward is {step.Reward}, but must be finite.");
        ScoreCheck.Add(step.Score, $"Step {i}", breaches);

        var again = environment.Step(step.Architecture.Weights, CancellationToken.None);
        if (!again.Architecture.Equals(step.Architecture))
            breaches.Add($"Step {i}: alpha_d of the measured architecture must be discretized to the same architecture.");
    }

    private static void CheckForeignAction(IEnvironment environment, List<string> breaches)
    {
        var other = new SearchSpaceDefinition("other", ["cell"], new CellTopology(1, 1, EdgeChoice.EveryEdge, CellOutput.LastNode), [Operation.None]);
        try
        {
            environment.Step(ArchitectureWeights.Constant(other, 0), CancellationToken.None);
            breaches.Add("An action of another space must be refused with an ArgumentException.");
        }
        catch (ArgumentException)
        {
        }
    }

    private static void CheckCancellation(IEnvironment environment, List<string> breaches)
    {
        try
        {
            environment.Step(ArchitectureWeights.Constant(environment.Space, 0.5f), new CancellationToken(canceled: true));
            breaches.Add("A step whose token is cancelled must throw OperationCanceledException.");
        }
        catch (OperationCanceledException)
        {
        }

        environment.Reset();
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Testing;

/// <summary>Checks that an evaluator keeps the contract of <see cref="IArchitectureEvaluator"/>; for the tests of whoever writes one.</summary>
public static class EvaluatorChecker
{
    /// <summary>Measures a few architectures and returns every breach of the contract, one sentence each; none when it is kept.</summary>
    /// <param name="evaluator">The evaluator; it is reset, and left as after another reset.</param>
    /// <param name="count">Number of architectures to try, at least 1.</param>
    /// <param name="seed">Seed of the architectures.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public static IReadOnlyList<string> Check(IArchitectureEvaluator evaluator, int count = 3, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var breaches = new List<string>();
        ScoreCheck.Add(evaluator.Reference, "Reference", breaches);
        CheckCosts(evaluator, Draw(evaluator.Space, seed, 0), breaches);
        var first = Measure(evaluator, count, seed, breaches);
        var second = Measure(evaluator, count, seed, []);
        for (int i = 0; i < count; i++)
            if (!first[i].Equals(second[i])) breaches.Add($"Architecture {i}: after a reset the score is {second[i]}, but was {first[i]}; Reset must go back to the beginning, and draws must come from the step.");
        CheckCancellation(evaluator, Draw(evaluator.Space, seed, 0), breaches);
        evaluator.Reset();
        return breaches;
    }

    private static List<ArchitectureScore> Measure(IArchitectureEvaluator evaluator, int count, long seed, List<string> breaches)
    {
        evaluator.Reset();
        var scores = new List<ArchitectureScore>(count);
        for (int step = 0; step < count; step++)
        {
            scores.Add(evaluator.Evaluate(Draw(evaluator.Space, seed, step), step, CancellationToken.None));
            ScoreCheck.Add(scores[step], $"Architecture {step}", breaches);
        }

        return scores;
    }

    private static Architecture Draw(SearchSpaceDefinition space, long seed, int index)
    {
        var random = new RandomStream(seed, RandomPurpose.Explore, index);
        return new BestPairDiscretizer().Discretize(ArchitectureWeights.Uniform(space, ref random));
    }

    private static void CheckCosts(IArchitectureEvaluator evaluator, Architecture example, List<string> breaches)
    {
        foreach (IArchitectureCost cost in evaluator.Costs)
        {
            double value = cost.Of(example);
            if (!(double.IsFinite(value) && value >= 0)) breaches.Add($"The cost {cost.Name} is {value}, but must be finite and at least 0.");
            if (value != cost.Of(example)) breaches.Add($"The cost {cost.Name} is not the same twice; it must be a pure function.");
        }

        if (evaluator.Costs.DistinctBy(static cost => cost.Name).Count() < evaluator.Costs.Count) breaches.Add("Two costs have one name.");
    }

    private static void CheckCancellation(IArchitectureEvaluator evaluator, Architecture example, List<string> breaches)
    {
        evaluator.Reset();
        try
        {
            evaluator.Evaluate(example, 0, new CancellationToken(canceled: true));
            breaches.Add("A measurement whose token is cancelled must throw OperationCanceledException.");
        }
        catch (OperationCanceledException)
        {
        }
    }
}

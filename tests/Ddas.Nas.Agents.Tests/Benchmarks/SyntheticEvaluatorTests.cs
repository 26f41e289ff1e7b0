using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.Agents.Evolution;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;
using Ddas.Nas.Testing;

namespace Ddas.Nas.Agents.Tests.Benchmarks;

public class SyntheticEvaluatorTests
{
    private static readonly SearchSpaceDefinition Darts = SearchSpaceDefinition.Darts;
    private static readonly SearchSpaceDefinition Small =
        new("small", ["cell"], new CellTopology(2, 2, EdgeChoice.BestPerNode(2), CellOutput.ConcatenateNodes), [Operation.None, new("a"), new("b")]);

    [Theory]
    [InlineData(0, null)]
    [InlineData(0.5, null)]
    [InlineData(0.5, 20.0)]
    public void It_keeps_the_contract(double pairwise, double? drift) =>
        Check(() => new SyntheticEvaluator(Darts, new SyntheticEvaluatorOptions { PairwiseWeight = pairwise, DriftVisits = drift }));

    private static void Check(Func<SyntheticEvaluator> evaluator)
    {
        EvaluatorChecker.Check(evaluator(), count: 20).Should().BeEmpty();
        using var environment = new SearchEnvironment(evaluator());
        EnvironmentChecker.Check(environment, steps: 20).Should().BeEmpty();
    }

    [Fact]
    public void The_optimum_is_the_best_of_all_architectures_and_reaches_the_ceiling()
    {
        for (long seed = 0; seed < 5; seed++)
        {
            var evaluator = new SyntheticEvaluator(Small, new SyntheticEvaluatorOptions { Seed = seed });
            var all = ArchitectureEnumeration.All(Small).ToList();

            all.MaxBy(evaluator.FinalAccuracy).Should().Be(evaluator.Optimum);
            evaluator.FinalAccuracy(evaluator.Optimum!).Should().BeApproximately(0.9, 1e-12);
            all.Min(evaluator.FinalAccuracy).Should().BeApproximately(0.1, 1e-12);
        }
    }

    [Fact]
    public void One_shot_is_the_mean_over_all_architectures()
    {
        var evaluator = new SyntheticEvaluator(Small);

        evaluator.Reference.Accuracy.Should().BeApproximately(ArchitectureEnumeration.All(Small).Average(evaluator.FinalAccuracy), 1e-9);
        evaluator.Reference.Loss.Should().Be(1 - evaluator.Reference.Accuracy);
    }

    [Fact]
    public void Without_pairwise_terms_changes_add_up()
    {
        var evaluator = new SyntheticEvaluator(Small);
        var (both, first, second, neither) = Corners();

        (evaluator.FinalAccuracy(both) - evaluator.FinalAccuracy(first)).Should().BeApproximately(evaluator.FinalAccuracy(second) - evaluator.FinalAccuracy(neither), 1e-12);
    }

    [Fact]
    public void Pairwise_terms_make_changes_depend_on_each_other_and_hide_the_optimum()
    {
        var evaluator = new SyntheticEvaluator(Small, new SyntheticEvaluatorOptions { PairwiseWeight = 0.5 });
        var (both, first, second, neither) = Corners();

        double interaction = evaluator.FinalAccuracy(both) - evaluator.FinalAccuracy(first) - evaluator.FinalAccuracy(second) + evaluator.FinalAccuracy(neither);
        Math.Abs(interaction).Should().BeGreaterThan(0.001);
        evaluator.Optimum.Should().BeNull();
        ArchitectureEnumeration.All(Small).Should().OnlyContain(a => evaluator.FinalAccuracy(a) >= 0.1 && evaluator.FinalAccuracy(a) <= 0.9);
    }

    [Fact]
    public void With_drift_accuracy_rises_with_visits_by_the_closed_form()
    {
        var evaluator = new SyntheticEvaluator(Darts, new SyntheticEvaluatorOptions { DriftVisits = 10 });
        evaluator.Reset();
        var optimum = evaluator.Optimum!;

        double[] accuracies = [.. Enumerable.Range(0, 50).Select(step => evaluator.Evaluate(optimum, step, CancellationToken.None).Accuracy)];

        // All 16 pairs of the optimum were visited n times: 0.1 + 0.8 (1 - exp(-n / 10)).
        for (int n = 1; n <= 50; n++) accuracies[n - 1].Should().BeApproximately(0.1 + (0.8 * (1 - Math.Exp(-n / 10.0))), 1e-9);
    }

    [Fact]
    public void Drift_is_shared_by_architectures_through_their_pairs()
    {
        var options = new SyntheticEvaluatorOptions { DriftVisits = 10 };
        var evaluator = new SyntheticEvaluator(Darts, options);
        var optimum = evaluator.Optimum!;
        var change = Neighbourhood.OperationChanges(optimum)[0];
        for (int i = 0; i < 100; i++) evaluator.Evaluate(optimum, i, CancellationToken.None);

        double after = evaluator.Evaluate(change.ApplyTo(optimum), 100, CancellationToken.None).Accuracy;

        double ready = ((15 * (1 - Math.Exp(-10.1))) + (1 - Math.Exp(-0.1))) / 16;
        double quality = (evaluator.FinalAccuracy(change.ApplyTo(optimum)) - 0.1) / 0.8;
        after.Should().BeApproximately(0.1 + (0.8 * quality * ready), 1e-9);
    }

    [Fact]
    public void A_reset_forgets_all_visits()
    {
        var evaluator = new SyntheticEvaluator(Darts, new SyntheticEvaluatorOptions { DriftVisits = 10 });
        var architecture = Architectures.Random(Darts, 1);
        var first = evaluator.Evaluate(architecture, 0, CancellationToken.None);
        evaluator.Evaluate(architecture, 1, CancellationToken.None).Accuracy.Should().BeGreaterThan(first.Accuracy);

        evaluator.Reset();

        evaluator.Evaluate(architecture, 0, CancellationToken.None).Should().Be(first);
    }

    [Fact]
    public void The_landscape_is_a_function_of_its_seed()
    {
        Optimum(1).Should().Be(Optimum(1));
        Optimum(1).Should().NotBe(Optimum(2));

        static Architecture? Optimum(long seed) => new SyntheticEvaluator(Darts, new SyntheticEvaluatorOptions { Seed = seed }).Optimum;
    }

    [Fact]
    public void Local_search_climbs_to_the_optimum_and_random_search_does_not()
    {
        // Where every edge is kept and terms add up, an architecture without better neighbour is the optimum.
        var space = SearchSpaceDefinition.NasBench201;
        Best(new LocalSearchAgent(space, 3)).Should().BeApproximately(0.9, 1e-9);
        Best(new RandomSearchAgent(space, 3)).Should().BeLessThan(0.899);

        double Best(ISearchAgent agent) => Evolution.Landscape.Run(new SearchEnvironment(new SyntheticEvaluator(space)), agent, 150).Max(t => t.Outcome.Score.Accuracy);
    }

    [Fact]
    public void An_architecture_of_another_space_has_no_accuracy()
    {
        var evaluator = new SyntheticEvaluator(Darts);
        var foreign = ArchitectureEnumeration.All(Small).First();

        evaluator.Invoking(e => e.FinalAccuracy(foreign)).Should().Throw<ArgumentException>().WithMessage("*'small'*'darts'*");
        evaluator.Invoking(e => e.Evaluate(foreign, 0, CancellationToken.None)).Should().Throw<ArgumentException>().WithMessage("*'small'*'darts'*");
    }

    [Fact]
    public void It_describes_its_landscape()
    {
        var description = new RunDescription();
        description.Part("evaluator", new SyntheticEvaluator(Darts, new SyntheticEvaluatorOptions { Seed = 4, DriftVisits = 3 }));

        description.Options.Should().Equal(new Dictionary<string, string>
        {
            ["evaluator"] = "synthetic", ["evaluator.seed"] = "4", ["evaluator.floor"] = "0.1", ["evaluator.ceiling"] = "0.9", ["evaluator.pairwiseWeight"] = "0", ["evaluator.driftVisits"] = "3",
        });
    }

    private static (Architecture Both, Architecture First, Architecture Second, Architecture Neither) Corners()
    {
        var neither = new Architecture(Small, [[new(0, 0), new(1, 0), new(2, 0), new(3, 0)]]);
        var one = new PairChange(0, new(0, 0), new(0, 1));
        var two = new PairChange(0, new(3, 0), new(3, 2));
        return (two.ApplyTo(one.ApplyTo(neither)), one.ApplyTo(neither), two.ApplyTo(neither), neither);
    }
}

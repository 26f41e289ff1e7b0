using Ddas.Nas.Testing;
using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.Agents.Evolution;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Tests.Benchmarks;

public class SyntheticEnvironmentTests
{
    private static readonly SearchSpaceDefinition Darts = SearchSpaceDefinition.Darts;
    private static readonly SearchSpaceDefinition Small =
        new("small", ["cell"], new CellTopology(2, 2, EdgeChoice.BestPerNode(2), CellOutput.ConcatenateNodes), [Operation.None, new("a"), new("b")]);

    [Theory]
    [InlineData(0, null)]
    [InlineData(0.5, null)]
    [InlineData(0.5, 20.0)]
    public void It_keeps_the_contract(double pairwise, double? drift) =>
        EnvironmentChecker.Check(new SyntheticEnvironment(Darts, new SyntheticEnvironmentOptions { PairwiseWeight = pairwise, DriftVisits = drift }), steps: 20).Should().BeEmpty();

    [Fact]
    public void The_optimum_is_the_best_of_all_architectures_and_reaches_the_ceiling()
    {
        for (long seed = 0; seed < 5; seed++)
        {
            var environment = new SyntheticEnvironment(Small, new SyntheticEnvironmentOptions { Seed = seed });
            var all = ArchitectureEnumeration.All(Small).ToList();

            all.MaxBy(environment.FinalAccuracy).Should().Be(environment.Optimum);
            environment.FinalAccuracy(environment.Optimum!).Should().BeApproximately(0.9, 1e-12);
            all.Min(environment.FinalAccuracy).Should().BeApproximately(0.1, 1e-12);
        }
    }

    [Fact]
    public void One_shot_is_the_mean_over_all_architectures()
    {
        var environment = new SyntheticEnvironment(Small);

        environment.OneShot.Accuracy.Should().BeApproximately(ArchitectureEnumeration.All(Small).Average(environment.FinalAccuracy), 1e-9);
        environment.OneShot.Loss.Should().Be(1 - environment.OneShot.Accuracy);
    }

    [Fact]
    public void Without_pairwise_terms_changes_add_up()
    {
        var environment = new SyntheticEnvironment(Small);
        var (both, first, second, neither) = Corners();

        (environment.FinalAccuracy(both) - environment.FinalAccuracy(first)).Should().BeApproximately(environment.FinalAccuracy(second) - environment.FinalAccuracy(neither), 1e-12);
    }

    [Fact]
    public void Pairwise_terms_make_changes_depend_on_each_other_and_hide_the_optimum()
    {
        var environment = new SyntheticEnvironment(Small, new SyntheticEnvironmentOptions { PairwiseWeight = 0.5 });
        var (both, first, second, neither) = Corners();

        double interaction = environment.FinalAccuracy(both) - environment.FinalAccuracy(first) - environment.FinalAccuracy(second) + environment.FinalAccuracy(neither);
        Math.Abs(interaction).Should().BeGreaterThan(0.001);
        environment.Optimum.Should().BeNull();
        ArchitectureEnumeration.All(Small).Should().OnlyContain(a => environment.FinalAccuracy(a) >= 0.1 && environment.FinalAccuracy(a) <= 0.9);
    }

    [Fact]
    public void With_drift_accuracy_rises_with_visits_by_the_closed_form()
    {
        var environment = new SyntheticEnvironment(Darts, new SyntheticEnvironmentOptions { DriftVisits = 10 });
        environment.Reset();
        var optimum = environment.Optimum!.Weights;

        double[] accuracies = [.. Enumerable.Range(0, 50).Select(_ => environment.Step(optimum, CancellationToken.None).Score.Accuracy)];

        // All 16 pairs of the optimum were visited n times: 0.1 + 0.8 (1 - exp(-n / 10)).
        for (int n = 1; n <= 50; n++) accuracies[n - 1].Should().BeApproximately(0.1 + (0.8 * (1 - Math.Exp(-n / 10.0))), 1e-9);
    }

    [Fact]
    public void Drift_is_shared_by_architectures_through_their_pairs()
    {
        var options = new SyntheticEnvironmentOptions { DriftVisits = 10 };
        var environment = new SyntheticEnvironment(Darts, options);
        var optimum = environment.Optimum!;
        var change = Neighbourhood.OperationChanges(optimum)[0];
        for (int i = 0; i < 100; i++) environment.Step(optimum.Weights, CancellationToken.None);

        double after = environment.Step(change.ApplyTo(optimum).Weights, CancellationToken.None).Score.Accuracy;

        double ready = ((15 * (1 - Math.Exp(-10.1))) + (1 - Math.Exp(-0.1))) / 16;
        double quality = (environment.FinalAccuracy(change.ApplyTo(optimum)) - 0.1) / 0.8;
        after.Should().BeApproximately(0.1 + (0.8 * quality * ready), 1e-9);
    }

    [Fact]
    public void A_reset_forgets_all_visits()
    {
        var environment = new SyntheticEnvironment(Darts, new SyntheticEnvironmentOptions { DriftVisits = 10 });
        var action = UniformAction.At(Darts, 1, 0);
        var first = environment.Step(action, CancellationToken.None);
        environment.Step(action, CancellationToken.None).Score.Accuracy.Should().BeGreaterThan(first.Score.Accuracy);

        environment.Reset();

        environment.Step(action, CancellationToken.None).Should().BeEquivalentTo(first, o => o.ComparingByValue<ArchitectureWeights>().ComparingByValue<Architecture>());
    }

    [Fact]
    public void The_landscape_is_a_function_of_its_seed()
    {
        Optimum(1).Should().Be(Optimum(1));
        Optimum(1).Should().NotBe(Optimum(2));

        static Architecture? Optimum(long seed) => new SyntheticEnvironment(Darts, new SyntheticEnvironmentOptions { Seed = seed }).Optimum;
    }

    [Fact]
    public void The_reward_is_the_papers_unless_the_callers()
    {
        var action = UniformAction.At(Darts, 1, 0);
        var paper = new SyntheticEnvironment(Darts);
        var step = paper.Step(action, CancellationToken.None);

        step.Reward.Should().BeApproximately(step.Score.Accuracy - paper.OneShot.Accuracy, 1e-12, "the loss is 1 - accuracy");
        new SyntheticEnvironment(Darts, reward: new LossReward()).Step(action, CancellationToken.None).Reward
            .Should().Be(new LossReward().Reward(step.Score, paper.OneShot, paper.OneShot));
    }

    [Fact]
    public void The_discretizer_is_the_callers_and_decides_the_optimum()
    {
        var environment = new SyntheticEnvironment(Darts, discretizer: new BestPairDiscretizer(new DiscretizerOptions { None = NonePolicy.Exclude }));

        environment.Optimum!.Count(Operation.None).Should().Be(0);
        environment.Step(ArchitectureWeights.Constant(Darts, 1), CancellationToken.None).Architecture.Count(Operation.None).Should().Be(0);
    }

    [Fact]
    public void Local_search_climbs_to_the_optimum_and_random_search_does_not()
    {
        // Where every edge is kept and terms add up, an architecture without better neighbour is the optimum.
        var space = SearchSpaceDefinition.NasBench201;
        Best(new LocalSearchAgent(space, 3)).Should().BeApproximately(0.9, 1e-9);
        Best(new RandomSearchAgent(space, 3)).Should().BeLessThan(0.899);

        double Best(ISearchAgent agent) => Evolution.Landscape.Run(new SyntheticEnvironment(space), agent, 150).Max(t => t.Outcome.Score.Accuracy);
    }

    [Fact]
    public void An_architecture_of_another_space_has_no_accuracy()
    {
        var accuracy = () => new SyntheticEnvironment(Darts).FinalAccuracy(ArchitectureEnumeration.All(Small).First());

        accuracy.Should().Throw<ArgumentException>().WithMessage("*'small'*'darts'*");
    }

    private static (Architecture Both, Architecture First, Architecture Second, Architecture Neither) Corners()
    {
        var neither = new Architecture(Small, [[new(0, 0), new(1, 0), new(2, 0), new(3, 0)]]);
        var one = new PairChange(0, new(0, 0), new(0, 1));
        var two = new PairChange(0, new(3, 0), new(3, 2));
        return (two.ApplyTo(one.ApplyTo(neither)), one.ApplyTo(neither), two.ApplyTo(neither), neither);
    }
}

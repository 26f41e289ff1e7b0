using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Agents.Front;
using Ddas.Nas.Pareto;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Tests.Front;

public class PredictorAgentTests
{
    private static readonly SearchSpaceDefinition Bench = SearchSpaceDefinition.NasBench201;
    private static readonly ArchitectureCost Convolutions = new("convolutions", static a => a.Count(NasBench201Operations.Conv3x3) + (0.5 * a.Count(NasBench201Operations.Conv1x1)));
    private static readonly SearchObjective FewConvolutions = new("convolutions", Direction.Minimize);

    [Fact]
    public void It_begins_as_random_search_and_then_says_what_it_expects()
    {
        var run = Run(new PredictorAgent(Bench, 2, Options()), 25);

        run.Take(10).Select(static step => step.Genotype).Should().Equal(Run(new RandomSearchAgent(Bench, 2), 10).Select(static step => step.Genotype));
        run.Select(static step => step.Phase).Should().Equal([.. Enumerable.Repeat("explore", 10), .. Enumerable.Repeat("predict", 15)]);
        run.Skip(10).Should().OnlyContain(static step => step.Figures["expectedLow"] < step.Figures["expected"] && step.Figures["expected"] < step.Figures["expectedHigh"]);
        run.Skip(15).Average(static step => Math.Abs(step.Figures["expected"] - step.Accuracy)).Should().BeLessThan(0.1, "accuracies go from 0.1 to 0.9");
    }

    [Fact]
    public void With_one_objective_it_finds_the_best()
    {
        var evaluator = new SyntheticEvaluator(Bench);

        var best = Run(new PredictorAgent(Bench, 1, new PredictorAgentOptions { Objectives = [SearchObjective.Accuracy], Candidates = 100 }), 60).MaxBy(static step => step.Accuracy)!;

        best.Genotype.Should().Be(evaluator.Optimum!.ToString());
        Run(new RandomSearchAgent(Bench, 1), 60).Max(static step => step.Accuracy).Should().BeLessThan(best.Accuracy);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_finds_more_of_the_front_than_random_search_whether_the_cost_is_known_or_predicted(bool known)
    {
        var options = Options();
        if (!known) options.Costs = [];

        Volume(Run(new PredictorAgent(Bench, 1, options), 60)).Should().BeGreaterThan(1.02 * Volume(Run(new RandomSearchAgent(Bench, 1), 60)));
    }

    [Fact]
    public void The_order_of_the_objectives_does_not_matter()
    {
        var turned = Options();
        turned.Objectives = [.. turned.Objectives.Reverse()];

        Run(new PredictorAgent(Bench, 3, turned), 30).Select(static step => step.Genotype).Should().Equal(Run(new PredictorAgent(Bench, 3, Options()), 30).Select(static step => step.Genotype));
    }

    [Fact]
    public void Nothing_dearer_than_a_limit_is_proposed()
    {
        var options = Options();
        options.Limits = new Dictionary<string, double> { ["convolutions"] = 1 };

        Run(new PredictorAgent(Bench, 1, options), 30).Should().OnlyContain(static step => step.Figures["convolutions"] <= 1);
    }

    [Fact]
    public void What_is_known_before_is_learned_from_and_not_measured_again()
    {
        var earlier = Run(new PredictorAgent(Bench, 1, Options()), 40);
        var options = Options();
        options.Known = [.. earlier.Select(static step => new KnownScore(ArchitectureText.Parse(Bench, step.Genotype), new ArchitectureScore(step.Accuracy, step.Loss) { Figures = step.Figures }))];

        var run = Run(new PredictorAgent(Bench, 2, options), 15);

        run.Should().OnlyContain(static step => step.Phase == "predict");
        run.Select(static step => step.Genotype).Should().NotIntersectWith(earlier.Select(static step => step.Genotype));
    }

    [Fact]
    public void On_scores_that_drift_age_tells_old_records_from_bad_ones()
    {
        // A supernet's scores rise as it trains: what was measured early looks worse than it is.
        double aware = 0, unaware = 0;
        for (long seed = 0; seed < 4; seed++)
        {
            aware += Found(seed, drift: true);
            unaware += Found(seed, drift: false);
        }

        aware.Should().BeGreaterThan(unaware);

        static double Found(long seed, bool drift)
        {
            var evaluator = new SyntheticEvaluator(Bench, new SyntheticEvaluatorOptions { Seed = seed, DriftVisits = 30, PairwiseWeight = 0.3 });
            using var environment = new SearchEnvironment(evaluator);
            var agent = new PredictorAgent(Bench, seed, new PredictorAgentOptions { Objectives = [SearchObjective.Accuracy], Drift = drift, Candidates = 60 });
            var run = new SearchLoop(environment, agent, new SearchOptions { Steps = 80 }).Run();
            run.Steps.Skip(10).GroupBy(static step => step.Genotype).Any(static again => again.Count() > 1).Should().Be(drift, "only a drifting score is measured again");
            return run.Steps.TakeLast(20).Average(step => evaluator.FinalAccuracy(ArchitectureText.Parse(Bench, step.Genotype)));
        }
    }

    [Fact]
    public void All_errors_come_in_one_message()
    {
        var options = new PredictorAgentOptions { Initial = 1, Candidates = 0, Objectives = [FewConvolutions], Costs = [Convolutions], Limits = new Dictionary<string, double> { ["latency"] = 1 } };

        FluentActions.Invoking(() => new PredictorAgent(Bench, 1, options)).Should().Throw<OptionsException>().Which.Errors.Should().Equal(
            "Initial is 1, but must be at least 2.", "Candidates is 0, but must be at least 1.",
            "Objectives must name at least one that is not in Costs.", "Limits names 'latency', which is not in Costs.");
    }

    private static PredictorAgentOptions Options() => new() { Objectives = [SearchObjective.Accuracy, FewConvolutions], Costs = [Convolutions], Candidates = 60 };

    private static IReadOnlyList<StepRecord> Run(ISearchAgent agent, int steps)
    {
        using var environment = new SearchEnvironment(new SyntheticEvaluator(Bench), new SearchEnvironmentOptions { Costs = [Convolutions] });
        return new SearchLoop(environment, agent, new SearchOptions { Steps = steps }).Run().Steps;
    }

    private static double Volume(IEnumerable<StepRecord> steps) => Hypervolume.Of(
        steps,
        [new Objective<StepRecord>("accuracy", "", Direction.Maximize, static s => s.Accuracy), new("convolutions", "", Direction.Minimize, static s => s.Figures["convolutions"])],
        [0.1, 6]);
}

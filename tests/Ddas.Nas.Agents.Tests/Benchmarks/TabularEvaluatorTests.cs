using System.Security.Cryptography;
using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.Agents.Evolution;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Testing;

namespace Ddas.Nas.Agents.Tests.Benchmarks;

public class TabularEvaluatorTests
{
    private static readonly ArchitectureTable Table = SmallTable.Read(SmallTable.Csv("arch,accuracy", i => $"{i / 10.0}"));

    [Fact]
    public void It_keeps_the_contract()
    {
        EvaluatorChecker.Check(new TabularEvaluator(Table), count: 10).Should().BeEmpty();
        EnvironmentChecker.Check(Environment(), steps: 10).Should().BeEmpty();
    }

    [Fact]
    public void A_step_looks_the_architecture_up_and_rewards_against_the_means_and_the_step_before()
    {
        using var environment = Environment();
        environment.Reset();

        // Means 0.35 and 0.65: ((0.7 - 0.35) + (0.65 - 0.3)) / 2, then ((0.2 - 0.35) + (0.3 - 0.8)) / 2.
        var first = environment.Step(Action(7), CancellationToken.None);
        var second = environment.Step(Action(2), CancellationToken.None);

        first.Score.Should().Be(new ArchitectureScore(0.7, 1 - 0.7));
        first.Reward.Should().BeApproximately(0.35, 1e-12);
        second.Reward.Should().BeApproximately(-0.325, 1e-12);
        ArchitectureText.Format(second.Architecture).Should().Be(SmallTable.Texts[2]);
    }

    [Fact]
    public void A_reset_forgets_the_step_before()
    {
        using var environment = Environment();
        double reward = environment.Step(Action(7), CancellationToken.None).Reward;
        environment.Step(Action(1), CancellationToken.None);

        environment.Reset().Should().Be(ArchitectureWeights.Constant(SmallTable.Space, 1));

        environment.Step(Action(7), CancellationToken.None).Reward.Should().Be(reward);
    }

    [Fact]
    public void Several_accuracy_columns_are_drawn_by_seed_and_step()
    {
        var table = SmallTable.Read(
            SmallTable.Csv("arch,a,b,c", _ => "0.1,0.2,0.3"), new ArchitectureTableOptions { AccuracyColumns = ["a", "b", "c"] });

        var first = Accuracies(1);

        Accuracies(1).Should().Equal(first);
        Accuracies(2).Should().NotEqual(first);
        // 300 of 900 each, standard deviation 14.
        first.GroupBy(a => a).Select(g => g.Count()).Should().HaveCount(3).And.OnlyContain(count => count > 240 && count < 360);

        List<double> Accuracies(long seed)
        {
            var evaluator = new TabularEvaluator(table, seed);
            return [.. Enumerable.Range(0, 900).Select(step => evaluator.Evaluate(Some, step, CancellationToken.None).Accuracy)];
        }
    }

    [Fact]
    public void Its_costs_are_the_tables_columns()
    {
        var table = SmallTable.Read(SmallTable.Csv("arch,accuracy,f,p", i => $"0.5,{10 * i},{100 * i}"), new ArchitectureTableOptions { CostColumn = "f", ParametersColumn = "p" });
        var evaluator = new TabularEvaluator(table);
        var seven = ArchitectureText.Parse(SmallTable.Space, SmallTable.Texts[7]);

        evaluator.Costs.Select(cost => (cost.Name, cost.Of(seven))).Should().Equal(("flops", 70), ("parameters", 700));
        new TabularEvaluator(Table).Costs.Should().BeEmpty("a table without such columns knows none");
        using var environment = new SearchEnvironment(evaluator);
        environment.Step(Action(7), CancellationToken.None).Score.Should().Match<ArchitectureScore>(score => score.Flops == 70 && score.Parameters == 700 && score.TestAccuracy == null);
        (evaluator.Reference.Flops, evaluator.Reference.Parameters).Should().Be((35, 350));
    }

    [Fact]
    public void It_describes_its_table_and_where_it_draws_its_seed()
    {
        var several = SmallTable.Read(SmallTable.Csv("arch,a,b", _ => "0.1,0.2"), new ArchitectureTableOptions { AccuracyColumns = ["a", "b"] });
        RunDescription one = new(), two = new();
        one.Part("evaluator", new TabularEvaluator(Table, 5));
        two.Part("evaluator", new TabularEvaluator(several, 5));

        one.Options["evaluator"].Should().Be("table");
        one.Dataset!.Value.Name.Should().Be("small.csv");
        one.Dataset.Should().NotBe(two.Dataset, "the checksum is that of the table");
        one.Options.Should().NotContainKey("evaluator.seed", "with one column nothing is drawn");
        (two.Options["evaluator.seed"], two.Options["evaluator.accuracy"]).Should().Be(("5", "a,b"));
    }

    [Fact]
    public void An_architecture_without_a_row_is_named()
    {
        var table = SmallTable.Read($"arch,accuracy\n{SmallTable.Texts[0]},0.5\n", new ArchitectureTableOptions { RequireComplete = false });

        var step = () => Environment(table).Step(Action(7), CancellationToken.None);

        step.Should().Throw<TableFormatException>().WithMessage("small.csv has no row for |x~0|+|x~0|x~1|.");
    }

    [Fact]
    public void On_nas_bench_201_the_agents_search_as_known()
    {
        var table = ArchitectureTable.NasBench201();
        EvaluatorChecker.Check(new TabularEvaluator(table)).Should().BeEmpty();

        var random = Run(new RandomSearchAgent(table.Space, 2));
        var evolution = Run(new RegularizedEvolutionAgent(table.Space, 2));
        var local = Run(new LocalSearchAgent(table.Space, 2));

        // Random search draws from the whole table: its mean over 1,500 steps is the table's, within 4 standard errors.
        double deviation = Math.Sqrt(table.Rows.Average(r => Math.Pow(r.Accuracies[0] - table.Mean.Accuracy, 2)));
        random.Average(t => t.Outcome.Score.Accuracy).Should().BeApproximately(table.Mean.Accuracy, 4 * deviation / Math.Sqrt(1500));
        Last(evolution).Should().BeGreaterThan(Last(random) + 0.05);
        Last(local).Should().BeGreaterThan(Last(random) + 0.03);
        // The best of the table has a test accuracy of 94.37 %, an average architecture 87.06 %.
        evolution.MaxBy(t => t.Outcome.Score.Accuracy)!.Outcome.Score.TestAccuracy.Should().BeGreaterThan(0.93);

        List<Transition> Run(ISearchAgent agent) => Evolution.Landscape.Run(Environment(table, 2), agent, 1500);

        static double Last(List<Transition> run) => run.TakeLast(250).Average(t => t.Outcome.Score.Accuracy);
    }

    [Theory]
    [InlineData("rs", "b9113f3aab4a914b3ceb7c3b1367be7ad05866e216982087dc9f61f817854a06")]
    [InlineData("evolution", "936597ed0e02c24112625064d03a6142d9344e901fb0d13385cbc2e9f7435bf6")]
    [InlineData("local", "1b9378ed43455c44ecfcdfa3b5ef45becd371915f74d0192cba6ab8380a4e7e3")]
    public void A_search_leaves_the_steps_that_version_0_1_left_byte_for_byte(string method, string checksum)
    {
        using var folder = new TemporaryFolder();
        var table = ArchitectureTable.NasBench201(new ArchitectureTableOptions
        {
            AccuracyColumns = ["cifar10_valid_e12"], TestColumn = "cifar10_test", CostColumn = "flops_m",
        });
        ISearchAgent agent = method switch
        {
            "rs" => new RandomSearchAgent(table.Space, 3),
            "evolution" => new RegularizedEvolutionAgent(table.Space, 3),
            _ => new LocalSearchAgent(table.Space, 3),
        };
        var steps = new SearchLoop(Environment(table, 3), agent, new SearchOptions { Steps = 120 }).Run().Steps;

        using (var log = StepLogWriter.Create(folder.Combine("steps.jsonl")))
            foreach (var step in steps) log.Write(step with { Seconds = 0 });

        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder.Combine("steps.jsonl")))).Should().Be(checksum);
    }

    [Fact]
    public void Searches_on_a_table_run_where_no_tensor_library_is_present()
    {
        foreach (ISearchAgent agent in new ISearchAgent[]
        {
            new RandomSearchAgent(SmallTable.Space, 0), new RegularizedEvolutionAgent(SmallTable.Space, 0, new EvolutionOptions { Population = 5 }), new LocalSearchAgent(SmallTable.Space, 0),
        })
            new SearchLoop(Environment(), agent, new SearchOptions { Steps = 50 }).Run().Best!.Accuracy.Should().Be(0.7);

        Directory.EnumerateFiles(AppContext.BaseDirectory, "*torch*", SearchOption.AllDirectories).Should().BeEmpty("these very tests run without it");
    }

    private static Architecture Some { get; } = ArchitectureText.Parse(SmallTable.Space, SmallTable.Texts[0]);

    private static SearchEnvironment Environment(ArchitectureTable? table = null, long seed = 0) => new(new TabularEvaluator(table ?? Table, seed));

    private static ArchitectureWeights Action(int number) => ArchitectureText.Parse(SmallTable.Space, SmallTable.Texts[number]).Weights;
}

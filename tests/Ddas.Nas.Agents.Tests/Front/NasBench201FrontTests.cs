using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Agents.Front;
using Ddas.Nas.Pareto;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.Agents.Tests.Front;

/// <summary>
/// The share of NAS-Bench-201's accuracy/FLOPs hypervolume (CIFAR-10) that agents find by the 12-epoch signal: (a) of all
/// that they measured, (b) of the front by the signal alone, judged by the 200-epoch validation accuracy.
/// </summary>
public class NasBench201FrontTests
{
    private static readonly SearchSpaceDefinition Space = SearchSpaceDefinition.NasBench201;
    private static readonly Lazy<ArchitectureTable> Signal = new(static () => Read("cifar10_valid_e12"));
    private static readonly Lazy<ArchitectureTable> Truth = new(static () => Read("cifar10_valid"));
    private static readonly Objective<ArchitectureTableRow> Accuracy = new("accuracy", "%", Direction.Maximize, static row => 100 * row.Accuracies[0]);
    private static readonly Objective<ArchitectureTableRow> Flops = new("flops", "M", Direction.Minimize, static row => row.Cost!.Value);
    private static readonly Objective<ArchitectureTableRow> Parameters = new("parameters", "M", Direction.Minimize, static row => row.Parameters!.Value);

    [Fact]
    public void The_predictor_finds_nearly_all_of_the_front_and_the_best_network_in_100_steps()
    {
        var runs = Runs(static (seed, costs) => new PredictorAgent(Space, seed, new PredictorAgentOptions { Costs = costs }), 2, 100);

        runs.Average(static run => All(run)).Should().BeGreaterThan(98);
        runs.Average(static run => BySignal(run)).Should().BeGreaterThan(96.5);
        runs.Should().OnlyContain(static run => TestOfBest(run) > 94.37);
    }

    [Fact]
    public void Every_agent_finds_more_than_random_search()
    {
        double random = Mean(static (seed, _) => new RandomSearchAgent(Space, seed));

        Mean(static (seed, _) => new Nsga2Agent(Space, seed)).Should().BeGreaterThan(random + 1);
        Mean(static (seed, _) => new ParetoLocalSearchAgent(Space, seed)).Should().BeGreaterThan(random + 1);
        Mean(static (seed, _) => new PolishAgent(new RandomSearchAgent(Space, seed), Space, seed, 200)).Should().BeGreaterThan(random + 1);

        static double Mean(Func<long, IReadOnlyList<IArchitectureCost>, ISearchAgent> create) => Runs(create, 4, 200).Average(static run => All(run));
    }

    [Fact]
    public void Three_objectives_work_in_each_agent()
    {
        SearchObjective[] objectives = [SearchObjective.Accuracy, SearchObjective.Flops, SearchObjective.Parameters];
        double random = Mean(static (seed, _) => new RandomSearchAgent(Space, seed));

        Mean((seed, _) => new Nsga2Agent(Space, seed, new Nsga2Options { Objectives = objectives })).Should().BeGreaterThan(random);
        Mean((seed, _) => new ParetoLocalSearchAgent(Space, seed, new ParetoLocalSearchOptions { Objectives = objectives })).Should().BeGreaterThan(random);
        Mean((seed, costs) => new PredictorAgent(Space, seed, new PredictorAgentOptions { Objectives = objectives, Costs = costs })).Should().BeGreaterThan(random + 3);

        static double Mean(Func<long, IReadOnlyList<IArchitectureCost>, ISearchAgent> create) => Runs(create, 2, 100).Average(static run => Share(Rows(run, Truth.Value), Parameters));
    }

    [Fact(Explicit = true)] // some minutes: the whole acceptance of the predictor
    public void The_predictor_over_20_seeds()
    {
        var runs = Runs(static (seed, costs) => new PredictorAgent(Space, seed, new PredictorAgentOptions { Costs = costs }), 20, 500);

        runs.Average(static run => All(run.Take(100))).Should().BeGreaterThanOrEqualTo(98.5);
        runs.Average(static run => All(run.Take(200))).Should().BeGreaterThanOrEqualTo(99.5);
        runs.Average(static run => All(run)).Should().BeGreaterThanOrEqualTo(99.8);
        runs.Should().OnlyContain(static run => All(run.Take(200)) >= 98);
        runs.Average(static run => BySignal(run.Take(100))).Should().BeGreaterThanOrEqualTo(97);
        runs.Average(static run => BySignal(run.Take(200))).Should().BeGreaterThanOrEqualTo(97.8);
        runs.Count(static run => TestOfBest(run.Take(100)) > 94.37).Should().BeGreaterThanOrEqualTo(18);
        runs.Should().OnlyContain(static run => TestOfBest(run.Take(150)) > 94.37);
    }

    private static List<IReadOnlyList<Architecture>> Runs(Func<long, IReadOnlyList<IArchitectureCost>, ISearchAgent> create, int seeds, int steps)
    {
        var evaluator = new TabularEvaluator(Signal.Value);
        return [.. Enumerable.Range(0, seeds).Select(seed => Run(evaluator, create(seed, evaluator.Costs), steps))];
    }

    private static IReadOnlyList<Architecture> Run(TabularEvaluator evaluator, ISearchAgent agent, int steps)
    {
        using var environment = new SearchEnvironment(evaluator);
        var run = new SearchLoop(environment, agent, new SearchOptions { Steps = steps }).Run();
        return [.. run.Steps.Select(static step => ArchitectureText.Parse(Space, step.Genotype))];
    }

    private static double All(IEnumerable<Architecture> run) => Share(Rows(run, Truth.Value));

    private static double BySignal(IEnumerable<Architecture> run)
    {
        var front = new ParetoFront<ArchitectureTableRow>([Accuracy, Flops], Rows(run, Signal.Value));
        return Share(Rows(front.Items.Select(static row => row.Architecture), Truth.Value));
    }

    private static double TestOfBest(IEnumerable<Architecture> run) => 100 * Rows(run, Signal.Value).MaxBy(Accuracy.Value)!.TestAccuracy!.Value;

    /// <summary>Per cent of the whole table's hypervolume; reference 85 %, 220.2 MFLOPs and, as a third objective, 1.54 M parameters.</summary>
    private static double Share(IEnumerable<ArchitectureTableRow> rows, params Objective<ArchitectureTableRow>[] further)
    {
        Objective<ArchitectureTableRow>[] objectives = [Accuracy, Flops, .. further];
        double[] reference = [85, 220.2, .. further.Select(static _ => 1.54)];
        return 100 * Hypervolume.Of(rows, objectives, reference) / Hypervolume.Of(Truth.Value.Rows, objectives, reference);
    }

    private static IEnumerable<ArchitectureTableRow> Rows(IEnumerable<Architecture> architectures, ArchitectureTable table) => architectures.Select(table.Find);

    private static ArchitectureTable Read(string accuracy) => ArchitectureTable.Read(
        Path.Combine(Repository.Root, "samples", "data", "nasbench201.csv.gz"), Space,
        new ArchitectureTableOptions { AccuracyColumns = [accuracy], TestColumn = "cifar10_test", CostColumn = "flops_m", ParametersColumn = "params_m" });
}

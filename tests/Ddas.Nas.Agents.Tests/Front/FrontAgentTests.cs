using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.Agents.Evolution;
using Ddas.Nas.Agents.Front;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.Testing;

namespace Ddas.Nas.Agents.Tests.Front;

/// <summary>What is demanded of every agent that seeks the front.</summary>
public class FrontAgentTests
{
    private const int Steps = 34;
    private static readonly SearchSpaceDefinition[] Spaces = [SearchSpaceDefinition.NasBench201, SearchSpaceDefinition.Darts, Architectures.OneEdgeSpace];

    public static TheoryData<string, int> AgentsAndSpaces { get; } =
        new(from agent in new[] { "nsga2", "pareto-local", "polish", "predictor", "drift" } from space in Enumerable.Range(0, Spaces.Length) select (agent, space));

    [Theory, MemberData(nameof(AgentsAndSpaces))]
    public void It_keeps_the_contract(string name, int space) =>
        AgentChecker.Check(() => Create(name, Spaces[space], 3, SearchObjective.Accuracy), Spaces[space], Steps).Should().BeEmpty();

    [Theory, MemberData(nameof(AgentsAndSpaces))]
    public void Cut_off_anywhere_it_goes_on_bit_for_bit(string name, int space)
    {
        var whole = Loop(name, Spaces[space], 3);
        for (int step = 0; step < Steps; step++) whole.Step();

        var records = new List<StepRecord>();
        var part = Loop(name, Spaces[space], 3);
        foreach (int cut in (int[])[5, 12, 13, 30, Steps])
        {
            while (part.NextStep < cut) records.Add(part.Step());
            var state = new CheckpointState();
            part.Capture(state);
            part = Loop(name, Spaces[space], 3);
            part.Restore(state);
        }

        records.Select(WithoutTime).Should().Equal(whole.Result.Steps.Select(WithoutTime));
    }

    [Theory, MemberData(nameof(AgentsAndSpaces))]
    public void The_same_seed_searches_the_same_and_another_differently(string name, int space)
    {
        Genotypes(3).Should().Equal(Genotypes(3));
        Genotypes(3).Should().NotEqual(Genotypes(4));

        List<string> Genotypes(long seed)
        {
            var loop = Loop(name, Spaces[space], seed);
            return [.. Enumerable.Range(0, Steps).Select(_ => loop.Step().Genotype)];
        }
    }

    [Theory]
    [InlineData("nsga2")]
    [InlineData("pareto-local")]
    [InlineData("predictor")]
    public void It_measures_nothing_twice_after_the_random_start(string name)
    {
        var loop = Loop(name, SearchSpaceDefinition.NasBench201, 5);

        var records = Enumerable.Range(0, 80).Select(_ => loop.Step()).ToList();

        records.Where(static r => r.Phase == "explore").Should().HaveCount(name == "predictor" ? 6 : 10);
        records.Select(static r => r.Genotype).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("nsga2")]
    [InlineData("pareto-local")]
    [InlineData("polish")]
    [InlineData("predictor")]
    public void A_space_of_one_architecture_can_be_searched(string name)
    {
        var space = new SearchSpaceDefinition("one", ["cell"], new CellTopology(1, 1, EdgeChoice.EveryEdge, CellOutput.LastNode), [new("only")]);
        var loop = Loop(name, space, 1);

        Enumerable.Range(0, 24).Select(_ => loop.Step().Genotype).Distinct().Should().ContainSingle();
    }

    [Theory]
    [InlineData("nsga2")]
    [InlineData("pareto-local")]
    [InlineData("polish")]
    [InlineData("predictor")]
    public void A_score_without_an_objective_is_refused(string name)
    {
        var agent = Create(name, SearchSpaceDefinition.NasBench201, 1, SearchObjective.Accuracy, new SearchObjective("latency", Pareto.Direction.Minimize));
        var loop = new SearchLoop(new SearchEnvironment(new SyntheticEvaluator(SearchSpaceDefinition.NasBench201)), agent);

        loop.Invoking(l => l.Step()).Should().Throw<InvalidOperationException>().WithMessage("*'latency'*");
    }

    [Theory]
    [InlineData("nsga2")]
    [InlineData("pareto-local")]
    [InlineData("polish")]
    [InlineData("predictor")]
    public void Options_out_of_range_are_named(string name) =>
        FluentActions.Invoking(() => Create(name, SearchSpaceDefinition.NasBench201, 1)).Should().Throw<OptionsException>().WithMessage("*Objectives is empty*");

    private static SearchLoop Loop(string name, SearchSpaceDefinition space, long seed)
    {
        var environment = new SearchEnvironment(new SyntheticEvaluator(space, new SyntheticEvaluatorOptions { DriftVisits = name == "drift" ? 10 : null }), new SearchEnvironmentOptions { Costs = [Cost(space)] });
        return new SearchLoop(environment, Create(name, space, seed, SearchObjective.Accuracy, SearchObjective.Flops), new SearchOptions { Steps = name == "polish" ? Steps : null });
    }

    private static ISearchAgent Create(string name, SearchSpaceDefinition space, long seed, params SearchObjective[] objectives) => name switch
    {
        "nsga2" => new Nsga2Agent(space, seed, new Nsga2Options { Objectives = objectives, Population = 10 }),
        "pareto-local" => new ParetoLocalSearchAgent(space, seed, new ParetoLocalSearchOptions { Objectives = objectives, Initial = 10 }),
        "polish" => new PolishAgent(new RegularizedEvolutionAgent(space, seed, new EvolutionOptions { Population = 8 }), space, seed, Steps, new PolishOptions { Objectives = objectives }),
        _ => new PredictorAgent(space, seed, new PredictorAgentOptions { Objectives = objectives, Costs = [Cost(space)], Initial = 6, Candidates = 40, Drift = name == "drift" }),
    };

    /// <summary>The sum of the operations' indices: a cost that any space has.</summary>
    private static ArchitectureCost Cost(SearchSpaceDefinition space) =>
        new("flops", architecture => Enumerable.Range(0, space.CellKinds.Count).Sum(kind => architecture.Cell(kind).Sum(static pair => pair.Operation)));

    private static StepRecord WithoutTime(StepRecord record) => record with { Seconds = 0 };
}

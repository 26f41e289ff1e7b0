using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Extensions;
using Ddas.Nas.Pareto;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Supernet;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Testing;

namespace Ddas.Nas.Samples.Tests.Extensions;

public sealed class ExtensionsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_evaluator_keeps_its_contract_and_needs_no_more_than_30_lines()
    {
        EvaluatorChecker.Check(new ProxyEvaluator()).Should().BeEmpty();
        EnvironmentChecker.Check(Environment()).Should().BeEmpty();
        foreach (string file in new[] { nameof(ProxyEvaluator), nameof(LatencyCost), nameof(DiversityReward), nameof(RememberingEvaluator), nameof(RestlessAgent), nameof(Plateau) })
            File.ReadAllText(Path.Combine(Repository.Root, "samples", "Extensions", $"{file}.cs")).Split("internal sealed class")[1].Split('\n').Length.Should().BeLessThan(30, file);
    }

    [Fact]
    public void The_decorated_evaluator_keeps_its_contract_and_measures_once()
    {
        EvaluatorChecker.Check(new RememberingEvaluator(new ProxyEvaluator())).Should().BeEmpty();
        using var evaluator = new RememberingEvaluator(new ProxyEvaluator());
        var architecture = Architectures.Random(SearchSpaceDefinition.Darts, 0);

        evaluator.Evaluate(architecture, 0, default).Should().BeSameAs(evaluator.Evaluate(architecture, 1, default));
        evaluator.CanResume.Should().BeTrue();
        evaluator.Costs.Select(cost => cost.Name).Should().Equal("flops", "parameters");
    }

    [Fact]
    public void A_latency_of_ones_own_is_counted_rewarded_and_logged()
    {
        var latency = new LatencyCost(new Dictionary<Operation, double> { [DartsOperations.SkipConnect] = 0.5 });
        var reward = new CostAwareReward(new DdasReward(), new CostAwareRewardOptions { Cost = "latency", Reference = 2, Weight = 1 });
        using SearchEnvironment plain = Environment(), aware = new(new ProxyEvaluator(), new() { Reward = reward, Costs = [latency] });

        StepRecord first = Step(plain), second = Step(aware);

        int skips = ArchitectureText.Parse(SearchSpaceDefinition.Darts, second.Genotype).Count(DartsOperations.SkipConnect);
        skips.Should().BePositive();
        second.Figures["latency"].Should().Be(0.5 * skips);
        second.Reward.Should().BeApproximately(first.Reward - (0.25 * skips), 1e-12);

        static StepRecord Step(SearchEnvironment environment) => new SearchLoop(environment, new RandomSearchAgent(environment.Space, 0)).Step();
    }

    [Fact]
    public void The_decorated_agent_keeps_its_contract_and_tries_random_architectures_now_and_then()
    {
        static RestlessAgent Create() => new(new RandomSearchAgent(SearchSpaceDefinition.Darts, 0), every: 3, seed: 1);
        AgentChecker.Check(Create, SearchSpaceDefinition.Darts).Should().BeEmpty();
        var state = ArchitectureWeights.Constant(SearchSpaceDefinition.Darts, 1);

        using var agent = Create();
        var plain = new RandomSearchAgent(SearchSpaceDefinition.Darts, 0);
        Enumerable.Range(0, 6).Select(step => agent.Act(state, step).Equals(plain.Act(state, step))).Should().Equal(false, true, true, false, true, true);
        agent.CanResume.Should().BeTrue();
    }

    [Fact]
    public void The_noise_keeps_its_contract() => NoiseChecker.Check(new LaplaceNoise(0.05)).Should().BeEmpty();

    [Fact]
    public void The_reward_keeps_its_contract() => RewardChecker.Check(new DiversityReward(new DdasReward(), 0.1)).Should().BeEmpty();

    [Fact]
    public void The_agent_keeps_its_contract_and_learns()
    {
        AgentChecker.Check(() => new HillClimbingAgent(SearchSpaceDefinition.Darts, 0, 0.3), SearchSpaceDefinition.Darts).Should().BeEmpty();

        Best(new HillClimbingAgent(SearchSpaceDefinition.Darts, 0, 0.3)).Should().BeGreaterThan(Best(new RandomSearchAgent(SearchSpaceDefinition.Darts, 0)));
    }

    [Fact]
    public void The_discretizer_keeps_its_contract_and_its_limit()
    {
        var discretizer = new SkipLimit(new BestPairDiscretizer(), 1);
        DiscretizerChecker.Check(discretizer, SearchSpaceDefinition.Darts).Should().BeEmpty();

        int skip = SearchSpaceDefinition.Darts.IndexOf(DartsOperations.SkipConnect);
        for (int i = 0; i < 50; i++)
        {
            var alpha = UniformAction.At(SearchSpaceDefinition.Darts, 1, i);
            var limited = discretizer.Discretize(alpha);
            for (int kind = 0; kind < 2; kind++) limited.Cell(kind).Count(p => p.Operation == skip).Should().BeLessThanOrEqualTo(1);
        }
    }

    [Fact]
    public void The_operations_keep_their_contract_and_their_cost()
    {
        OperationChecker.Check(WideSpace.Operations[WideSpace.SeparableConv7x7]).Should().BeEmpty();
        OperationChecker.Check(WideSpace.Operations[WideSpace.SqueezeExcitation]).Should().BeEmpty();
    }

    [Fact]
    public void A_space_of_five_nodes_and_ten_operations_is_warmed_searched_and_built()
    {
        var random = new RandomStream(0, "test images", 0);
        var pixels = new byte[48 * 64];
        foreach (ref byte pixel in pixels.AsSpan()) pixel = (byte)random.NextInt(256);
        var images = new ImageDataSet("noise", new ImageShape(1, 8, 8), ["a", "b"], pixels, [.. Enumerable.Range(0, 48).Select(i => i % 2)]);
        using var data = new SupernetData(images, new SupernetDataOptions { Augmentation = new AugmentationOptions { Padding = 1 } });
        using var supernet = new SupernetWarmup(null, data, new() { Channels = 4, Cells = 3, Epochs = 1, BatchSize = 8, Space = WideSpace.Definition, Operations = WideSpace.Operations }).Run();
        using var environment = new SearchEnvironment(new SupernetEvaluator(supernet, data, new() { Batches = 1, BatchSize = 8 }));

        EnvironmentChecker.Check(environment, steps: 1).Should().BeEmpty();
        var step = environment.Step(environment.Reset(), CancellationToken.None);
        step.Architecture.Space.ChosenPairs.Should().Be(20);
        var everywhere = Everywhere(WideSpace.SqueezeExcitation);
        var cost = new SearchSpace.Costs.DartsNetworkCost(supernet.Skeleton with { AffineOperations = true }, WideSpace.Operations.CostsOf(WideSpace.Definition), WideSpace.Definition).Of(everywhere);
        using var network = new StandAloneNetwork(Genotype.FromArchitecture(everywhere), supernet.Skeleton, options: new NetworkOptions { Space = WideSpace.Definition, Operations = WideSpace.Operations });
        network.Parameters.Sum(p => p.numel()).Should().Be(cost.Parameters);
    }

    [Fact]
    public void The_image_source_keeps_its_contract_and_says_what_is_wrong()
    {
        string train = folder.Combine("train.csv"), test = folder.Combine("test.csv");
        File.WriteAllLines(train, ["0,1,2,3,4", "1,5,6,7,8", "1,9,9,9,9"]);
        File.WriteAllLines(test, ["1,255,0,0,0"]);
        var source = new CsvImageSource(train, test, 2, ["a", "b"]);

        ImageSourceChecker.Check(source).Should().BeEmpty();
        source.ReadTrain().Image(1).ToArray().Should().Equal(5, 6, 7, 8);
        foreach (string line in new[] { "2,1,2,3,4", "0,1,2,3", "0,1,2,3,256" })
        {
            File.WriteAllLines(test, ["0,0,0,0,0", line]);
            FluentActions.Invoking(source.ReadTest).Should().Throw<InvalidDataException>().WithMessage("Line 2 of *");
        }
    }

    [Fact]
    public void A_plateau_ends_the_search()
    {
        using var environment = Environment();

        var result = new SearchLoop(environment, new Unchanging(), new SearchOptions { StopWhen = new Plateau(patience: 5).IsReached }).Run();

        (result.End, result.Steps.Count).Should().Be((SearchEnd.StopCondition, 6));
    }

    [Fact]
    public void The_objectives_keep_their_contract()
    {
        StepRecord[] steps =
        [
            new() { Step = 0, Phase = "explore", Genotype = "g", Accuracy = 0.5, Loss = 1, Reward = 0, Seconds = 1 },
            new() { Step = 1, Phase = "explore", Genotype = "g", Accuracy = 0.5, Loss = 1, Reward = 0, Seconds = 1, Figures = Figures.None.With(Figures.Parameters, 2e6) },
        ];

        ObjectiveChecker.Check(StepObjectives.Accuracy, steps).Should().BeEmpty();
        ObjectiveChecker.Check(OwnObjectives.AccuracyPerParameter, steps).Should().BeEmpty();
        OwnObjectives.AccuracyPerParameter.Value(steps[1]).Should().Be(0.25);
    }

    private static SearchEnvironment Environment() => new(new ProxyEvaluator());

    private static double Best(ISearchAgent agent) => new SearchLoop(Environment(), agent, new SearchOptions { Steps = 100 }).Run().Best!.Accuracy;

    private static Architecture Everywhere(Operation operation)
    {
        var space = WideSpace.Definition;
        int index = space.IndexOf(operation);
        ChosenPair[] cell = [.. Enumerable.Range(0, 5).SelectMany(node => new[] { 0, 1 }.Select(source => new ChosenPair(space.Topology.EdgeIndex(source, node), index)))];
        return new Architecture(space, [cell, cell]);
    }

    private sealed class Unchanging : ISearchAgent
    {
        public ArchitectureWeights Act(ArchitectureWeights state, int step) => ArchitectureWeights.Constant(SearchSpaceDefinition.Darts, 1);

        public void Observe(Transition transition)
        {
        }
    }
}

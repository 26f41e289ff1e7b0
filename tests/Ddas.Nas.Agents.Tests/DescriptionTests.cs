using Ddas.Nas.Agents.Evolution;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Agents.Front;
using Ddas.Nas.Agents.Noise;
using Ddas.Nas.Agents.Predictors;
using Ddas.Nas.Pareto;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Tests;

/// <summary>A run's options, compared when it goes on, hold all that an agent's results depend on.</summary>
public class DescriptionTests
{
    private static readonly SearchSpaceDefinition Bench = SearchSpaceDefinition.NasBench201;
    private static readonly ArchitectureCost Size = new("size", static a => a.Count(NasBench201Operations.Conv3x3));

    [Fact]
    public void Random_search_gives_its_seed() => Options(new RandomSearchAgent(Bench, 5)).Should().BeEquivalentTo(Map(("agent", "rs"), ("agent.seed", "5")));

    [Fact]
    public void Local_search_gives_its_move() => Options(new LocalSearchAgent(Bench, 5)).Should()
        .BeEquivalentTo(Map(("agent", "local"), ("agent.seed", "5"), ("agent.move", $"{new LocalSearchOptions().Move}"), ("agent.none", "Allow")));

    [Fact]
    public void Local_search_of_the_front_gives_its_objectives() => Options(new ParetoLocalSearchAgent(Bench, 5, new ParetoLocalSearchOptions { Initial = 4 })).Should()
        .BeEquivalentTo(Map(("agent", "pareto-local"), ("agent.seed", "5"), ("agent.objectives", "maximize accuracy, minimize flops"), ("agent.initial", "4"), ("agent.none", "Allow")));

    [Fact]
    public void Nsga2_gives_its_population_and_variation() => Options(new Nsga2Agent(Bench, 5, new Nsga2Options { Population = 6, Crossover = 0.5, Mutation = 0.25 })).Should()
        .BeEquivalentTo(Map(("agent", "nsga2"), ("agent.seed", "5"), ("agent.objectives", "maximize accuracy, minimize flops"), ("agent.population", "6"), ("agent.crossover", "0.5"), ("agent.mutation", "0.25"), ("agent.none", "Allow")));

    [Fact]
    public void Polishing_gives_its_own_options_and_those_of_the_agent_inside()
    {
        using var agent = new PolishAgent(new RandomSearchAgent(Bench, 7), Bench, 5, 20, new PolishOptions { Share = 0.5 });

        Options(agent).Should().BeEquivalentTo(Map(
            ("agent", "polish"), ("agent.seed", "5"), ("agent.steps", "20"), ("agent.share", "0.5"), ("agent.objectives", "maximize accuracy, minimize flops"), ("agent.none", "Allow"), ("agent.inner", "rs"), ("agent.inner.seed", "7")));
    }

    [Fact]
    public void The_predictor_agent_gives_costs_limits_and_what_was_known()
    {
        var known = new KnownScore(ArchitectureText.Parse(Bench, "|nor_conv_3x3~0|+|none~0|none~1|+|none~0|none~1|none~2|"), new ArchitectureScore(0.5, 1) { Figures = Figures.None.With("size", 1) });
        var agent = new PredictorAgent(Bench, 5, new PredictorAgentOptions { Objectives = [SearchObjective.Accuracy, new("size", Direction.Minimize)], Costs = [Size], Limits = new Dictionary<string, double> { ["size"] = 2.5 }, Known = [known] });

        Options(agent).Should().Contain(Map(("agent", "predictor"), ("agent.objectives", "maximize accuracy, minimize size"), ("agent.costs", "size"), ("agent.limits", "size 2.5"), ("agent.known", "1, accuracies 0.5"), ("agent.kernel", "Likeliest")));
    }

    [Fact]
    public void The_predictor_as_an_evaluator_gives_its_records()
    {
        var predictor = new ArchitecturePredictor(Bench);
        predictor.Add(ArchitectureText.Parse(Bench, "|nor_conv_3x3~0|+|none~0|none~1|+|none~0|none~1|none~2|"), 0.5);
        predictor.Add(ArchitectureText.Parse(Bench, "|nor_conv_1x1~0|+|none~0|none~1|+|none~0|none~1|none~2|"), 0.25);

        Options(new PredictorEvaluator(predictor)).Should().Contain(Map(("agent", "predictor"), ("agent.records", "2, values 0.75")));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("gaussian")]
    [InlineData("uniform")]
    public void Noise_without_memory_is_the_same_after_a_reset(string kind)
    {
        INoiseProcess noise = kind switch { "none" => new NoNoise(), "gaussian" => new GaussianNoise(0.5), _ => new UniformNoise(0, 1) };
        float[] first = new float[8], second = new float[8];
        var random = new RandomStream(1, RandomPurpose.Noise, 0);
        noise.Fill(first, ref random);

        noise.Reset();
        random = new RandomStream(1, RandomPurpose.Noise, 0);
        noise.Fill(second, ref random);

        second.Should().Equal(first);
    }

    private static IReadOnlyDictionary<string, string> Options(object part)
    {
        var description = new RunDescription();
        description.Part("agent", part);
        return description.Options;
    }

    private static Dictionary<string, string> Map(params (string Name, string Value)[] pairs) => pairs.ToDictionary(static p => p.Name, static p => p.Value);
}

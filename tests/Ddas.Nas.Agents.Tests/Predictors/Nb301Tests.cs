using System.Globalization;
using System.IO.Compression;
using Ddas.Nas.Agents.Front;
using Ddas.Nas.Agents.Predictors;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.Testing;

namespace Ddas.Nas.Agents.Tests.Predictors;

/// <summary>The 150 DARTS cells of NASLib with what a surrogate expects of each.</summary>
public class Nb301Tests
{
    private static readonly SearchSpaceDefinition Darts = SearchSpaceDefinition.Darts;

    [Fact]
    public void Accuracies_of_cells_not_seen_are_ranked()
    {
        var quality = Predictor().CrossValidate();

        quality.KendallTau.Should().BeGreaterThanOrEqualTo(0.70);
        quality.Coverage.Should().BeInRange(0.84, 0.96);
    }

    [Fact]
    public void Fitted_on_them_it_is_an_evaluator_with_noise_by_seed_and_step()
    {
        var predictor = Predictor();
        EvaluatorChecker.Check(new PredictorEvaluator(predictor, new PredictorEvaluatorOptions { Noise = 0.002, Seed = 3 })).Should().BeEmpty();
        var (noisy, exact) = (new PredictorEvaluator(predictor, new PredictorEvaluatorOptions { Noise = 0.002, Seed = 3 }), new PredictorEvaluator(predictor));
        var architecture = Architectures.Random(Darts, 1);
        double expected = exact.Evaluate(architecture, 0, CancellationToken.None).Accuracy;

        double[] draws = [.. Enumerable.Range(0, 400).Select(step => noisy.Evaluate(architecture, step, CancellationToken.None).Accuracy - expected)];

        expected.Should().Be(predictor.Predict(architecture).Value).And.BeInRange(0.85, 0.97);
        draws.Average().Should().BeInRange(-0.0004, 0.0004, "the standard deviation of a mean of 400 is 0.0001");
        Math.Sqrt(draws.Average(static d => d * d)).Should().BeInRange(0.0017, 0.0023);
        exact.Reference.Accuracy.Should().Be(predictor.Records.Average(static record => record.Value));
    }

    [Fact]
    public void Accuracies_in_percent_are_no_evaluator()
    {
        var predictor = new ArchitecturePredictor(Darts);
        for (int i = 0; i < 3; i++) predictor.Add(Architectures.Random(Darts, i), 93 + i);

        FluentActions.Invoking(() => new PredictorEvaluator(predictor)).Should().Throw<ArgumentException>().WithMessage("*from 0 to 1*");
        FluentActions.Invoking(() => new PredictorEvaluator(Predictor(), new PredictorEvaluatorOptions { Noise = -1 })).Should().Throw<OptionsException>();
    }

    [Fact]
    public void The_predictor_agent_climbs_this_landscape_higher_than_random_search()
    {
        using var environment = new SearchEnvironment(new PredictorEvaluator(Predictor()));
        var options = new PredictorAgentOptions { Objectives = [SearchObjective.Accuracy], Costs = environment.Costs, Candidates = 100 };

        var found = new SearchLoop(environment, new PredictorAgent(Darts, 1, options), new SearchOptions { Steps = 40 }).Run();
        var random = new SearchLoop(environment, new Ddas.Nas.Agents.Exploration.RandomSearchAgent(Darts, 1), new SearchOptions { Steps = 40 }).Run();

        found.Steps.Max(static step => step.Accuracy).Should().BeGreaterThan(random.Steps.Max(static step => step.Accuracy));
    }

    private static ArchitecturePredictor Predictor()
    {
        var cost = new DartsNetworkCost(new NetworkSkeleton());
        var predictor = new ArchitecturePredictor(Darts, new PredictorOptions { Costs = [cost.Flops, cost.Parameters] });
        using var file = File.OpenRead(Path.Combine(Repository.Root, "tests", "Ddas.Nas.SearchSpace.Tests", "Resources", "nb301_surrogate_150.csv.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        string[] header = reader.ReadLine()!.Split(',');
        while (reader.ReadLine()?.Split(',') is { } row)
        {
            var cells = new[] { "normal", "reduce" }.Select(kind => row[Array.IndexOf(header, kind)].Split(' ').Select(static (pair, i) => Pair(pair.Split(':'), i / 2)));
            predictor.Add(new Architecture(Darts, cells), double.Parse(row[Array.IndexOf(header, "nb301_valid_acc")], CultureInfo.InvariantCulture) / 100);
        }

        return predictor;
    }

    private static ChosenPair Pair(string[] pair, int node) =>
        new(Darts.Topology.EdgeIndex(int.Parse(pair[1], CultureInfo.InvariantCulture), node), Darts.IndexOf(new Operation(pair[0])));
}

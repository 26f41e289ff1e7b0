using System.Text;
using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.Agents.Predictors;
using Ddas.Nas.Pareto;
using Ddas.Nas.Pareto.Statistics;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.Agents.Tests.Predictors;

public class ArchitecturePredictorTests
{
    private static readonly SearchSpaceDefinition Darts = SearchSpaceDefinition.Darts;

    [Theory]
    [InlineData(KernelChoice.Likeliest, Direction.Maximize)]
    [InlineData(KernelChoice.Matern, Direction.Minimize)]
    public void It_learns_a_landscape_and_knows_how_well(KernelChoice kernel, Direction direction)
    {
        var landscape = new SyntheticEvaluator(SearchSpaceDefinition.NasBench201);
        double sign = direction == Direction.Maximize ? 1 : -1;
        var predictor = new ArchitecturePredictor(landscape.Space, new PredictorOptions { Kernel = kernel, Direction = direction });
        for (int i = 0; i < 80; i++) predictor.Add(At(i), sign * landscape.FinalAccuracy(At(i)));

        var predictions = Enumerable.Range(1000, 60).Select(i => predictor.Predict(At(i))).ToList();
        double[] truths = [.. Enumerable.Range(1000, 60).Select(i => sign * landscape.FinalAccuracy(At(i)))];

        RankCorrelation.KendallTauB([.. predictions.Select(static p => p.Value)], truths).Should().BeGreaterThan(0.6);
        predictions.Should().OnlyContain(static p => p.Lower < p.Value && p.Value < p.Upper);
        var quality = predictor.CrossValidate();
        quality.KendallTau.Should().BeGreaterThan(0.6);
        quality.Coverage.Should().BeInRange(0.8, 1);
        quality.MeanAbsoluteError.Should().BeLessThan(0.06);

        static Architecture At(int index) => Architectures.Random(SearchSpaceDefinition.NasBench201, 1, index);
    }

    [Fact]
    public void The_additive_kernel_learns_what_live_paths_tell()
    {
        var predictor = new ArchitecturePredictor(SearchSpaceDefinition.NasBench201, new PredictorOptions { Kernel = KernelChoice.Additive });
        for (int i = 0; i < 80; i++)
        {
            var architecture = Architectures.Random(predictor.Space, 1, i);
            var paths = LivePaths.Of(architecture, 0);
            predictor.Add(architecture, paths.Depths.DefaultIfEmpty(0).Max() + (0.3 * paths.Uses[3]));
        }

        predictor.CrossValidate().KendallTau.Should().BeGreaterThan(0.8);
    }

    [Fact]
    public void Nothing_is_learned_from_numbers_without_meaning()
    {
        var predictor = new ArchitecturePredictor(Darts);
        var random = new RandomStream(1, "test", 0);
        for (int i = 0; i < 80; i++) predictor.Add(Architectures.Random(Darts, 1, i), random.NextDouble());

        predictor.CrossValidate(5).KendallTau.Should().BeInRange(-0.25, 0.25);
    }

    [Fact]
    public void Saved_and_loaded_it_predicts_and_learns_on_bit_for_bit()
    {
        IArchitectureCost[] costs = [new DartsNetworkCost(new NetworkSkeleton()).Flops];
        var saved = new ArchitecturePredictor(Darts, new PredictorOptions { Costs = costs, Drift = true });
        Learn(saved, 0, 25);
        saved.Predict(Architectures.Random(Darts, 9));
        Learn(saved, 25, 27);
        using var file = new MemoryStream();
        saved.Save(file);
        file.Position = 0;

        var loaded = ArchitecturePredictor.Load(file, Darts, costs);

        for (int from = 27; from < 45; from += 3)
        {
            loaded.Predict(Architectures.Random(Darts, 9, from), 50).Should().Be(saved.Predict(Architectures.Random(Darts, 9, from), 50));
            Learn(saved, from, from + 3);
            Learn(loaded, from, from + 3);
        }

        loaded.Records.Should().Equal(saved.Records);
    }

    [Theory]
    [InlineData("{}", "*no predictor*")]
    [InlineData("nonsense", "*no predictor*")]
    [InlineData("null", "*no predictor*")]
    [InlineData("other-space", "*belongs to space*")]
    [InlineData("other-costs", "*made with the costs (flops), not with (parameters)*")]
    [InlineData("other-fit", "*fit*")]
    public void A_file_that_does_not_fit_is_refused(string text, string message)
    {
        IArchitectureCost[] costs = [new DartsNetworkCost(new NetworkSkeleton()).Flops];
        var space = text == "other-space" ? SearchSpaceDefinition.NasBench201 : Darts;
        if (text.StartsWith("other", StringComparison.Ordinal))
        {
            var predictor = new ArchitecturePredictor(Darts, new PredictorOptions { Costs = costs });
            Learn(predictor, 0, 5);
            using var file = new MemoryStream();
            predictor.Save(file);
            bool otherFit = text == "other-fit";
            if (text != "other-space" && !otherFit) costs = [new DartsNetworkCost(new NetworkSkeleton()).Parameters];
            text = Encoding.UTF8.GetString(file.ToArray());
            if (otherFit) text = text.Replace("\"chosen\": 0", "\"chosen\": 7", StringComparison.Ordinal);
        }

        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        FluentActions.Invoking(() => ArchitecturePredictor.Load(stream, space, costs)).Should().Throw<InvalidDataException>().WithMessage(message);
    }

    [Fact]
    public void With_drift_the_same_architecture_is_expected_to_be_worth_more_later()
    {
        var predictor = new ArchitecturePredictor(Darts, new PredictorOptions { Drift = true });
        for (int i = 0; i < 60; i++) predictor.Add(Architectures.Random(Darts, 1, i % 20), 0.2 + (0.1 * Math.Log(1 + i)), i);

        predictor.Predict(Architectures.Random(Darts, 1, 3), 55).Value.Should().BeGreaterThan(predictor.Predict(Architectures.Random(Darts, 1, 3), 10).Value + 0.05);
    }

    [Fact]
    public void Misuse_is_named()
    {
        var predictor = new ArchitecturePredictor(Darts);
        var one = Architectures.Random(Darts, 1);

        predictor.Invoking(p => p.Predict(one)).Should().Throw<InvalidOperationException>().WithMessage("*two records*");
        predictor.Invoking(p => p.Add(one, double.NaN)).Should().Throw<ArgumentException>().WithMessage("*finite*");
        predictor.Invoking(p => p.Add(Architectures.Random(SearchSpaceDefinition.NasBench201, 1), 1)).Should().Throw<ArgumentException>().WithMessage("*space*");
        predictor.Invoking(p => p.CrossValidate()).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new ArchitecturePredictor(Darts, new PredictorOptions { Kernel = (KernelChoice)9, Direction = (Direction)9 }))
            .Should().Throw<OptionsException>().Which.Errors.Should().HaveCount(2);
    }

    private static void Learn(ArchitecturePredictor predictor, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            var architecture = Architectures.Random(Darts, 2, i);
            predictor.Add(architecture, architecture.Count(DartsOperations.SeparableConv3x3) + (0.01 * i), i);
        }
    }
}

using Ddas.Nas.Agents.Front;
using Ddas.Nas.Pareto;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Tests.Front;

public class ExpectedHypervolumeTests
{
    private const double Floor = -1;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_is_the_mean_gain_in_hypervolume(int costs)
    {
        for (int trial = 0; trial < 5; trial++)
        {
            var random = new RandomStream(trial, "test", costs);
            var measured = Enumerable.Range(0, 12).Select(_ => Draw(ref random, costs)).ToList();
            double[] reference = [.. Enumerable.Repeat(1.0, costs)];
            var candidate = Draw(ref random, costs);
            double deviation = 0.2 + random.NextDouble();
            double before = Volume(measured, reference);

            double found = new ExpectedHypervolume(measured, Floor, reference).Of(candidate.Level, deviation, candidate.Costs);

            // The mid-points of 400 slices of equal probability stand for the normal distribution.
            double expected = Enumerable.Range(0, 400).Average(i =>
                Volume([.. measured, (candidate.Level + (deviation * MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (i + 0.5) / 400)), candidate.Costs)], reference) - before);
            found.Should().BeApproximately(expected, 0.003 + (0.01 * expected));
        }
    }

    [Fact]
    public void Without_costs_it_is_the_expected_improvement_on_the_best()
    {
        var improvement = new ExpectedHypervolume([(0.3, []), (0.7, []), (0.1, [])], 0, []);

        // Jones et al. 1998, equation 15, at mean = best: deviation / sqrt(2 pi).
        improvement.Of(0.7, 2, []).Should().BeApproximately(2 / Math.Sqrt(2 * Math.PI), 1e-12);
        improvement.Of(1.7, 1e-9, []).Should().BeApproximately(1, 1e-12);
        improvement.Of(-9, 1, []).Should().Be(0);
    }

    [Fact]
    public void What_costs_more_than_the_reference_adds_nothing() =>
        new ExpectedHypervolume([(0.3, [0.5])], 0, [1]).Of(5, 1, [1.5]).Should().Be(0);

    private static (double Level, double[] Costs) Draw(ref RandomStream random, int costs)
    {
        var drawn = new double[costs];
        for (int k = 0; k < costs; k++) drawn[k] = random.NextInt(8) / 8.0; // ties occur
        return (random.NextGaussian(), drawn);
    }

    private static double Volume(IReadOnlyList<(double Level, double[] Costs)> measured, double[] reference)
    {
        Objective<(double Level, double[] Costs)>[] objectives =
        [
            new("level", "", Direction.Maximize, static m => m.Level),
            .. reference.Select(static (_, k) => new Objective<(double Level, double[] Costs)>($"cost {k}", "", Direction.Minimize, m => m.Costs[k])),
        ];
        return Hypervolume.Of(measured, objectives, [Floor, .. reference]);
    }
}

using Ddas.Nas.Agents.Noise;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.Agents.Tests.Noise;

public class GaussianNoiseTests
{
    [Fact]
    public void Its_moments_are_those_of_a_normal_with_deviation_0_05()
    {
        double[] z = [.. NoiseSample.Draw(new GaussianNoise(), 400, 224).SelectMany(v => v).Select(v => v / 0.05)];

        // 89,600 draws: standard errors 0.0033, 0.0024, 0.008 and 0.033.
        NoiseSample.Mean(z).Should().BeApproximately(0, 0.013);
        NoiseSample.Deviation(z).Should().BeApproximately(1, 0.01);
        z.Average(v => v * v * v).Should().BeApproximately(0, 0.04);
        z.Average(v => v * v * v * v).Should().BeApproximately(3, 0.13);
    }

    [Fact]
    public void Steps_are_independent()
    {
        var draws = NoiseSample.Draw(new GaussianNoise(), 2, 20_000);

        NoiseSample.Correlation(draws[0], draws[1]).Should().BeApproximately(0, 0.03);
    }

    /// <summary>Why DDAS-G needs a few hundred steps: at the start the actor's outputs are almost equal.</summary>
    [Fact]
    public void On_an_almost_constant_actor_it_changes_14_to_15_of_16_pairs()
    {
        var space = SearchSpaceDefinition.Darts;
        var discretizer = new BestPairDiscretizer();
        var actor = new RandomStream(3, RandomPurpose.Initialization, 0);
        float[] mu = [.. Enumerable.Range(0, space.ActionLength).Select(_ => 0.5f + (0.0005f * (actor.NextSingle() - 0.5f)))];
        var before = discretizer.Discretize(ArchitectureWeights.FromValues(space, mu));

        var differing = NoiseSample.Draw(new GaussianNoise(), 500, space.ActionLength).Select(noise =>
            (double)before.DifferingPairs(discretizer.Discretize(ArchitectureWeights.FromValues(space, [.. mu.Zip(noise, (m, z) => m + (float)z)]))));

        differing.Average().Should().BeApproximately(14.7, 0.2);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void A_negative_deviation_is_refused(double deviation)
    {
        var create = () => new GaussianNoise(deviation);

        create.Should().Throw<OptionsException>().WithMessage($"*deviation is {deviation}, but must be at least 0.");
    }
}

using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Agents.Noise;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.Agents.Tests.Noise;

public class OrnsteinUhlenbeckNoiseTests
{
    private const int Entries = 20_000;

    [Fact]
    public void A_restored_process_goes_on_as_the_captured_one()
    {
        var captured = new OrnsteinUhlenbeckNoise();
        Fill(captured, 0);
        var state = new CheckpointState();
        captured.Capture(state);
        var restored = new OrnsteinUhlenbeckNoise();
        Fill(restored, 7);

        restored.Restore(state);

        Fill(restored, 1).Should().Equal(Fill(captured, 1)).And.NotEqual(Fill(new OrnsteinUhlenbeckNoise(), 1));

        static float[] Fill(OrnsteinUhlenbeckNoise noise, int step)
        {
            var vector = new float[5];
            var random = new RandomStream(0, "test", step);
            noise.Fill(vector, ref random);
            return vector;
        }
    }

    [Theory]
    [InlineData(1, 0.2)]
    [InlineData(2, 0.262488)] // 0.2 sqrt(1 + 0.85^2)
    [InlineData(32, 0.379655)] // 0.2 sqrt((1 - 0.85^64) / (1 - 0.85^2))
    public void After_k_steps_the_deviation_is_the_closed_form(int k, double deviation)
    {
        double a = 0.85;
        (0.2 * Math.Sqrt((1 - Math.Pow(a, 2 * k)) / (1 - (a * a)))).Should().BeApproximately(deviation, 1e-5);

        double[] last = NoiseSample.Draw(new OrnsteinUhlenbeckNoise(), k, Entries)[^1];

        // Standard error of the deviation: deviation / sqrt(2 x 20,000), 0.5 %.
        NoiseSample.Deviation(last).Should().BeApproximately(deviation, 0.02 * deviation);
        NoiseSample.Mean(last).Should().BeApproximately(0, 0.03 * deviation);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void The_autocorrelation_at_lag_k_is_the_closed_form(int lag)
    {
        var draws = NoiseSample.Draw(new OrnsteinUhlenbeckNoise(), 40 + lag, Entries);

        NoiseSample.Correlation(draws[39], draws[39 + lag]).Should().BeApproximately(Math.Pow(0.85, lag), 0.03);
    }

    [Fact]
    public void It_returns_to_its_mean_from_its_start()
    {
        var noise = new OrnsteinUhlenbeckNoise(new OrnsteinUhlenbeckOptions { Sigma = 0, Mean = 2, Start = 10, Theta = 0.25, TimeStep = 2 });

        NoiseSample.Draw(noise, 4, 1).Select(v => v[0]).Should().Equal(6, 4, 3, 2.5);
    }

    [Fact]
    public void A_reset_begins_anew()
    {
        var noise = new OrnsteinUhlenbeckNoise();
        var first = NoiseSample.Draw(noise, 3, 4);
        NoiseSample.Draw(noise, 3, 4)[0].Should().NotEqual(first[0]);

        noise.Reset();

        NoiseSample.Draw(noise, 3, 4).Should().BeEquivalentTo(first, o => o.WithStrictOrdering());
    }

    [Fact]
    public void Another_length_needs_a_reset()
    {
        var noise = new OrnsteinUhlenbeckNoise();
        NoiseSample.Draw(noise, 1, 4);

        noise.Invoking(n => NoiseSample.Draw(n, 1, 5)).Should().Throw<ArgumentException>().WithMessage("*4 entries*not 5*");
        noise.Reset();
        NoiseSample.Draw(noise, 1, 5)[0].Should().HaveCount(5);
    }

    /// <summary>
    /// The trap of a time step of 0.01, common elsewhere: a saturated actor's architecture never changes in a whole burst
    /// of 32 steps. With 1, 3 of its 16 pairs differ at the end of a burst on average over 40 bursts, and 8 at the most.
    /// </summary>
    [Theory]
    [InlineData(0.01, 0, 0)]
    [InlineData(1, 3.0, 8)]
    public void Only_a_time_step_of_1_changes_a_saturated_actors_architecture(double timeStep, double atTheEnd, int most)
    {
        var space = SearchSpaceDefinition.Darts;
        var discretizer = new BestPairDiscretizer();
        var noise = new OrnsteinUhlenbeckNoise(new OrnsteinUhlenbeckOptions { TimeStep = timeStep });
        var differing = new List<int[]>();
        for (int burst = 0; burst < 40; burst++)
        {
            // An actor that is sure of one architecture: 1 at its pairs, 0 elsewhere.
            var before = discretizer.Discretize(UniformAction.At(space, 4, burst));
            float[] actor = before.Weights.Values.ToArray();
            noise.Reset();
            differing.Add([.. NoiseSample.Draw(noise, 32, space.ActionLength, seed: burst).Select(z =>
                before.DifferingPairs(discretizer.Discretize(ArchitectureWeights.FromValues(space, [.. actor.Zip(z, (m, n) => m + (float)n)]))))]);
        }

        differing.Average(burst => burst[^1]).Should().BeApproximately(atTheEnd, 0.001);
        differing.Max(burst => burst.Max()).Should().Be(most);
    }
}

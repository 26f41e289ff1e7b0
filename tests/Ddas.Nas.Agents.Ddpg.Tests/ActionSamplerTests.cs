using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Agents.Noise;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.Agents.Ddpg.Tests;

public class ActionSamplerTests
{
    private static readonly SearchSpaceDefinition Darts = SearchSpaceDefinition.Darts;
    private static readonly BestPairDiscretizer Discretizer = new();

    [Fact]
    public void Noise_is_added_to_the_actors_output_and_may_leave_the_unit_interval()
    {
        var options = DdpgAgentOptions.G();
        var random = new RandomStream(options.Seed, RandomPurpose.Noise, 7);
        var noise = new float[224];
        new GaussianNoise().Fill(noise, ref random);

        var action = new ActionSampler(options, null).Sample(Constant(1), SearchPhase.Exploit, inBurst: false, step: 7);

        action.Should().Equal(noise.Select(z => 1 + z));
        action.Should().Contain(a => a > 1);
    }

    [Fact]
    public void Each_step_draws_its_own_noise_and_the_seed_changes_it()
    {
        float[] Action(long seed, int step) => new ActionSampler(new DdpgAgentOptions { Seed = seed }, null).Sample(Constant(0.5f), SearchPhase.Exploit, false, step);

        Action(1, 3).Should().Equal(Action(1, 3));
        Action(1, 3).Should().NotEqual(Action(1, 4)).And.NotEqual(Action(2, 3));
    }

    [Fact]
    public void The_final_phase_has_noise_of_its_own()
    {
        new ActionSampler(DdpgAgentOptions.FourStage(), null).Sample(Constant(0.3f), SearchPhase.Final, false, 9).Should().OnlyContain(a => a == 0.3f);
        var options = DdpgAgentOptions.FourStage();
        options.FinalNoise = ActionNoise.Uniform(0.1);
        new ActionSampler(options, null).Sample(Constant(0.3f), SearchPhase.Final, false, 9).Should().OnlyContain(a => a != 0.3f && Math.Abs(a - 0.3f) <= 0.1001f);
    }

    [Fact]
    public void A_callers_noise_replaces_the_exploit_noise()
    {
        var sampler = new ActionSampler(new DdpgAgentOptions(), new UniformNoise(2, 2));

        sampler.Sample(Constant(0.5f), SearchPhase.Exploit, false, 0).Should().OnlyContain(a => a == 2.5f);
        sampler.Sample(Constant(0.5f), SearchPhase.Final, false, 0).Should().OnlyContain(a => a == 0.5f);
    }

    [Fact]
    public void A_burst_is_ornstein_uhlenbeck_noise_from_its_start()
    {
        var options = DdpgAgentOptions.FourStage();
        var sampler = new ActionSampler(options, null);
        var process = new OrnsteinUhlenbeckNoise();
        for (int burst = 0; burst < 2; burst++)
        {
            sampler.BeginBurst();
            process.Reset();
            for (int step = 100 * burst; step < 100 * burst + 3; step++)
            {
                var random = new RandomStream(options.Seed, RandomPurpose.Noise, step);
                var noise = new float[224];
                process.Fill(noise, ref random);

                sampler.Sample(Constant(0.5f), SearchPhase.Final, inBurst: true, step).Should().Equal(noise.Select(z => 0.5f + z));
            }
        }
    }

    // A saturated actor: the exact share of none is 1/8 of 16 pairs without ties. With clipping, an entry is exactly 1 with
    // q = P(0.05 Z >= 0.003) = 0.4761, and an edge takes its first such operation: 16 q / (1 - (1 - q)^8) = 7.66.
    [Theory]
    [InlineData(ClipPolicy.StoreClipped, 2.0)]
    [InlineData(ClipPolicy.ClipFirst, 7.66)]
    [InlineData(ClipPolicy.TruncatedNormal, 2.0)]
    public void Only_clipping_before_discretization_makes_a_saturated_actor_choose_none(ClipPolicy clip, double none)
    {
        var sampler = new ActionSampler(new DdpgAgentOptions { Clip = clip }, null);

        var counts = Enumerable.Range(0, 1000).Select(step => Discretize(sampler.Sample(Constant(0.997f), SearchPhase.Exploit, false, step)).Count(Operation.None));

        counts.Average().Should().BeApproximately(none, 0.15);
    }

    [Theory]
    [InlineData(ClipPolicy.StoreClipped, false)]
    [InlineData(ClipPolicy.ClipFirst, true)]
    [InlineData(ClipPolicy.TruncatedNormal, true)]
    public void Actions_stay_in_the_unit_interval_where_the_policy_says_so(ClipPolicy clip, bool inside)
    {
        var sampler = new ActionSampler(new DdpgAgentOptions { Clip = clip }, null);
        float[] mu = [.. Enumerable.Range(0, 224).Select(i => i / 223f)];

        var action = sampler.Sample(mu, SearchPhase.Exploit, false, 0);

        action.All(a => a is >= 0 and <= 1).Should().Be(inside);
        action.Count(a => a is 0 or 1).Should().Be(clip == ClipPolicy.ClipFirst ? 11 : 0);
        ActionSampler.Clip(action).Should().OnlyContain(a => a >= 0 && a <= 1);
    }

    // An actor saturated at one architecture: with the usual dt = 0.01 no burst of 32 steps ever changes one of its 16
    // pairs; with dt = 1 the most different step of a burst differs in 6.1 on average, just past what counts as similar.
    [Theory]
    [InlineData(0.01, 0, 0)]
    [InlineData(1, 5.5, 6.7)]
    public void The_time_step_of_the_burst_decides_whether_it_changes_a_saturated_actor(double timeStep, double atLeast, double atMost)
    {
        var changes = Enumerable.Range(0, 40).Select(seed => MostChangedPairs(seed, timeStep));

        changes.Average().Should().BeInRange(atLeast, atMost);
    }

    private static int MostChangedPairs(long seed, double timeStep)
    {
        var options = DdpgAgentOptions.FourStage();
        (options.Seed, options.BurstNoise.TimeStep) = (seed, timeStep);
        var sampler = new ActionSampler(options, null);
        var architecture = Discretize(UniformAction.At(Darts, seed, 0).Values.ToArray());
        float[] mu = [.. architecture.Weights.Values.ToArray().Select(x => x == 1 ? 0.998f : 0.002f)];
        sampler.BeginBurst();
        return Enumerable.Range(0, 32).Max(step => architecture.DifferingPairs(Discretize(sampler.Sample(mu, SearchPhase.Final, true, step))));
    }

    private static Architecture Discretize(float[] action) => Discretizer.Discretize(ArchitectureWeights.FromValues(Darts, action));

    private static float[] Constant(float value) => [.. Enumerable.Repeat(value, 224)];
}

using Ddas.Nas.Agents.Exploration;

namespace Ddas.Nas.Agents.Ddpg.Tests;

public class DdpgAgentOptionsTests
{
    [Fact]
    public void The_defaults_are_the_papers_numbers()
    {
        var options = new DdpgAgentOptions();

        (options.Gamma, options.Tau, options.ActorLearningRate, options.CriticLearningRate).Should().Be((0.99, 1e-3, 1e-4, 1e-3));
        (options.AdamBeta1, options.AdamBeta2, options.BatchSize, options.ReplayCapacity).Should().Be((0.9, 0.99, 64, 1_000_000));
        (options.Seed, options.Device, options.Clip).Should().Be((2, "cpu", ClipPolicy.StoreClipped));
        options.HiddenSizes.Should().Equal(256, 256, 256);
        (options.Stagnation.SimilarSteps, options.Stagnation.BurstSteps, options.FinalWindow).Should().Be((32, 32, 500));
        (options.BurstNoise.Theta, options.BurstNoise.Sigma, options.BurstNoise.TimeStep).Should().Be((0.15, 0.2, 1));
    }

    [Fact]
    public void Nl_has_noise_that_only_breaks_ties()
    {
        var options = DdpgAgentOptions.Nl();

        options.Schedule.Should().Be(new ExplorationSchedule(500, 1000, 0));
        options.ExploitNoise.Should().Be(ActionNoise.Uniform(1e-5));
    }

    [Fact]
    public void G_has_gaussian_noise()
    {
        var options = DdpgAgentOptions.G(300);

        options.Schedule.Should().Be(new ExplorationSchedule(100, 200, 0));
        options.ExploitNoise.Should().Be(ActionNoise.Gaussian(0.05));
    }

    [Theory]
    [InlineData(1500, 500, 500, 500)]
    [InlineData(300, 100, 100, 100)]
    [InlineData(100, 34, 33, 33)]
    public void Four_stage_ends_without_noise_in_a_window_of_its_final_steps(int steps, int explore, int exploit, int final)
    {
        var options = DdpgAgentOptions.FourStage(steps);

        options.Schedule.Should().Be(new ExplorationSchedule(explore, exploit, final));
        options.ExploitNoise.Should().Be(ActionNoise.Gaussian(0.05));
        options.FinalNoise.Should().Be(ActionNoise.None);
        options.Bursts.Should().BeTrue();
        options.FinalWindow.Should().Be(final);
    }
}

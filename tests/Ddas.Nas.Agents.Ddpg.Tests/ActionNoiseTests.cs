using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Ddpg.Tests;

public class ActionNoiseTests
{
    [Fact]
    public void Uniform_noise_has_the_scale_as_half_width()
    {
        var noise = Draw(ActionNoise.Uniform(0.2));

        noise.Should().OnlyContain(z => z >= -0.2f && z <= 0.2f);
        Deviation(noise).Should().BeApproximately(0.4 / Math.Sqrt(12), 0.003);
    }

    [Fact]
    public void Gaussian_noise_has_the_scale_as_standard_deviation() =>
        Deviation(Draw(ActionNoise.Gaussian(0.05))).Should().BeApproximately(0.05, 0.001);

    [Fact]
    public void The_default_value_is_no_noise()
    {
        Draw(default).Should().OnlyContain(z => z == 0);
        ActionNoise.None.Should().Be(default(ActionNoise));
    }

    private static float[] Draw(ActionNoise noise)
    {
        var values = new float[10_000];
        var random = new RandomStream(1, RandomPurpose.Noise, 0);
        noise.CreateProcess().Fill(values, ref random);
        return values;
    }

    private static double Deviation(float[] values) => Math.Sqrt(values.Average(z => (double)z * z));
}

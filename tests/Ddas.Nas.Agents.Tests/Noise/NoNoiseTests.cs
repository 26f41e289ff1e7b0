using Ddas.Nas.Agents.Noise;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Tests.Noise;

public class NoNoiseTests
{
    [Fact]
    public void It_writes_zeros_and_draws_nothing()
    {
        float[] noise = [1, 2, 3];
        var random = new RandomStream(1, RandomPurpose.Noise, 0);

        new NoNoise().Fill(noise, ref random);

        noise.Should().Equal(0, 0, 0);
        random.NextUInt64().Should().Be(new RandomStream(1, RandomPurpose.Noise, 0).NextUInt64());
    }
}

using Ddas.Nas.Pareto.Statistics;

namespace Ddas.Nas.Pareto.Tests.Statistics;

public class ResamplingRandomTests
{
    [Fact]
    public void Streams_of_one_seed_differ_from_the_first_number()
    {
        ulong[] first = [.. Enumerable.Range(0, 1000).Select(stream => new ResamplingRandom(3, stream).NextBits())];

        first.Distinct().Should().HaveCount(1000);
        new ResamplingRandom(4, 0).NextBits().Should().NotBe(first[0]);
        new ResamplingRandom(3, 0).NextBits().Should().Be(first[0]);
    }

    [Fact]
    public void Indices_are_uniform()
    {
        var counts = new int[7];
        for (int stream = 0; stream < 100; stream++)
        {
            var random = new ResamplingRandom(0, stream);
            for (int i = 0; i < 700; i++)
                counts[random.NextIndex(7)]++;
        }

        // Chi-square with 6 degrees of freedom: 22.46 is exceeded once in 1,000.
        counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000).Should().BeLessThan(22.46);
    }
}

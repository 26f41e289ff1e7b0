namespace Ddas.Nas.SearchSpace.Tests;

public class RandomStreamTests
{
    // Known answers of the Random123 library (kat_vectors, philox4x32 10), words from low to high.
    [Theory]
    [InlineData(0x0000000000000000UL, 0x0000000000000000UL, 0x0000000000000000UL, 0x6627e8d5U, 0xe169c58dU, 0xbc57ac4cU, 0x9b00dbd8U)]
    [InlineData(0xffffffffffffffffUL, 0xffffffffffffffffUL, 0xffffffffffffffffUL, 0x408f276dU, 0x41c83b0eU, 0xa20bc7c6U, 0x6d5451fdU)]
    [InlineData(0x299f31d0a4093822UL, 0x0370734413198a2eUL, 0x85a308d3243f6a88UL, 0xd16cfe09U, 0x94fdccebU, 0x5001e420U, 0x24126ea1U)]
    public void Philox_gives_the_known_answers(ulong key, ulong high, ulong low, uint w0, uint w1, uint w2, uint w3) =>
        Words(RandomStream.Philox(key, high, low)).Should().Equal(w0, w1, w2, w3);

    [Fact]
    public void The_default_stream_counts_blocks_of_key_0_and_step_0()
    {
        var random = default(RandomStream);

        uint[] drawn = [.. Enumerable.Range(0, 8).Select(_ => random.NextUInt32())];

        drawn.Should().Equal([.. Words(RandomStream.Philox(0, 0, 0)), .. Words(RandomStream.Philox(0, 0, 1))]);
    }

    [Fact]
    public void A_stream_is_a_function_of_seed_purpose_and_step()
    {
        First(7, "a", 3).Should().Be(First(7, "a", 3));
        new[] { First(7, "a", 3), First(8, "a", 3), First(7, "b", 3), First(7, "a", 4), First(3, "a", 7), First(-7, "a", 3), First(7, "a", -3), First(7, "", 3) }.Should().OnlyHaveUniqueItems();
    }

    // The values themselves are part of the contract: a run of an earlier version must repeat. (Confirmed by a second implementation.)
    [Fact]
    public void The_first_numbers_never_change()
    {
        var random = new RandomStream(2, RandomPurpose.Explore, 0);

        (random.NextUInt32(), random.NextUInt64(), random.NextSingle(), random.NextDouble(), random.NextInt(1000))
            .Should().Be((2_825_167_193U, 8_740_985_956_346_999_704UL, 0.48831862f, 0.97582029051585, 554));
        random.NextGaussian().Should().BeApproximately(2.0857293838000435, 1e-14);
    }

    [Fact]
    public void Copies_go_on_alike_and_64_bits_are_two_words_low_first()
    {
        var random = new RandomStream(1, "a", 1);
        var copy = random;

        uint low = copy.NextUInt32(), high = copy.NextUInt32();

        random.NextUInt64().Should().Be(low | ((ulong)high << 32));
        random.NextUInt32().Should().Be(copy.NextUInt32());
    }

    [Fact]
    public void Singles_and_doubles_are_uniform_multiples_below_one()
    {
        var random = new RandomStream(1, "uniform", 0);
        var singles = new int[64];
        var doubles = new int[64];
        for (int i = 0; i < 64_000; i++)
        {
            float s = random.NextSingle();
            double d = random.NextDouble();
            (s * (1 << 24) % 1).Should().Be(0);
            (d * (1L << 53) % 1).Should().Be(0);
            singles[(int)(s * 64)]++;
            doubles[(int)(d * 64)]++;
        }

        ChiSquare.OfUniform(singles).Should().BeLessThan(ChiSquare.Limit(63));
        ChiSquare.OfUniform(doubles).Should().BeLessThan(ChiSquare.Limit(63));
    }

    [Fact]
    public void Neighbouring_streams_are_independent()
    {
        var counts = new int[64];
        for (int step = 0; step < 64_000; step++)
        {
            var a = new RandomStream(1, "pairs", step);
            var b = new RandomStream(1, "pairs", step + 1);
            counts[(a.NextInt(8) * 8) + b.NextInt(8)]++;
        }

        ChiSquare.OfUniform(counts).Should().BeLessThan(ChiSquare.Limit(63));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void Integers_are_uniform_below_their_bound(int bound)
    {
        var random = new RandomStream(5, "integers", bound);
        var counts = new int[bound];
        for (int i = 0; i < 1000 * bound; i++) counts[random.NextInt(bound)]++;

        (bound == 1 ? 0 : ChiSquare.OfUniform(counts)).Should().BeLessThan(ChiSquare.Limit(Math.Max(1, bound - 1)));
    }

    // 3/4 of 2^31 is where taking a remainder would favour the lower third by 2 to 1.
    [Fact]
    public void Large_bounds_have_no_bias()
    {
        const int Bound = 3 << 29;
        var random = new RandomStream(6, "integers", 0);
        var thirds = new int[3];
        for (int i = 0; i < 30_000; i++) thirds[random.NextInt(Bound) / (1 << 29)]++;

        ChiSquare.OfUniform(thirds).Should().BeLessThan(ChiSquare.Limit(2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_bound_below_1_is_refused(int bound) => FluentActions.Invoking(() => default(RandomStream).NextInt(bound)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void Gaussians_have_the_moments_of_N_0_1()
    {
        const int N = 100_000;
        var random = new RandomStream(3, "gaussian", 0);
        double[] draws = [.. Enumerable.Range(0, N).Select(_ => random.NextGaussian())];

        // Each within four standard errors: variances of the first four powers are 1, 2, 15 and 96.
        draws.Average().Should().BeApproximately(0, 4 * Math.Sqrt(1.0 / N));
        draws.Average(x => x * x).Should().BeApproximately(1, 4 * Math.Sqrt(2.0 / N));
        draws.Average(x => x * x * x).Should().BeApproximately(0, 4 * Math.Sqrt(15.0 / N));
        draws.Average(x => x * x * x * x).Should().BeApproximately(3, 4 * Math.Sqrt(96.0 / N));
        (draws.Count(x => Math.Abs(x) > 1.959964) / (double)N).Should().BeApproximately(0.05, 4 * Math.Sqrt(0.05 * 0.95 / N));
    }

    [Fact]
    public void Filling_draws_the_same_as_drawing_one_by_one()
    {
        var one = new RandomStream(1, "fill", 0);
        var all = one;
        var values = new float[9];

        all.FillUniform(values);

        values.Should().Equal(Enumerable.Range(0, 9).Select(_ => one.NextSingle()));
    }

    [Fact]
    public void Every_order_of_a_shuffle_is_equally_likely()
    {
        var random = new RandomStream(4, "shuffle", 0);
        var counts = new Dictionary<string, int>();
        for (int i = 0; i < 24_000; i++)
        {
            char[] letters = ['a', 'b', 'c', 'd'];
            random.Shuffle<char>(letters);
            string order = new(letters);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        counts.Should().HaveCount(24);
        ChiSquare.OfUniform([.. counts.Values]).Should().BeLessThan(ChiSquare.Limit(23));
    }

    private static ulong First(long seed, string purpose, long step) => new RandomStream(seed, purpose, step).NextUInt64();

    private static uint[] Words(UInt128 block) => [(uint)block, (uint)(block >> 32), (uint)(block >> 64), (uint)(block >> 96)];
}

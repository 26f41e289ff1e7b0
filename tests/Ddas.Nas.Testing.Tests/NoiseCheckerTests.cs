using Ddas.Nas.Agents.Noise;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Testing.Tests;

public class NoiseCheckerTests
{
    private delegate void FillNoise(Span<float> noise, ref RandomStream random);

    public static TheoryData<INoiseProcess> Kept => [new NoNoise(), new UniformNoise(), new GaussianNoise(), new OrnsteinUhlenbeckNoise()];

    [Theory]
    [MemberData(nameof(Kept))]
    public void The_noises_of_the_library_keep_the_contract(INoiseProcess noise) => NoiseChecker.Check(noise).Should().BeEmpty();

    [Fact]
    public void A_number_that_is_not_written_is_named() => Breaches((Span<float> noise, ref RandomStream _) => noise[1..].Clear()).Should().Contain("must be finite and written");

    [Fact]
    public void Randomness_of_its_own_is_named()
    {
        int calls = 0;
        Breaches((Span<float> noise, ref RandomStream _) => noise.Fill(calls++)).Should().Contain("all randomness must come from the stream");
    }

    [Fact]
    public void Memory_that_outlives_a_reset_is_named()
    {
        float sum = 0;
        Breaches((Span<float> noise, ref RandomStream random) => noise.Fill(sum += random.NextSingle())).Should().Contain("must forget");
    }

    [Fact]
    public void Noise_that_is_added_instead_of_written_is_named() => Breaches((Span<float> noise, ref RandomStream random) =>
    {
        foreach (ref float x in noise) x += random.NextSingle();
    }).Should().Contain("written");

    [Fact]
    public void A_length_that_outlives_a_reset_is_named()
    {
        int length = 0;
        Breaches((Span<float> noise, ref RandomStream _) =>
        {
            if (length != 0 && length != noise.Length) throw new ArgumentException("another length");
            length = noise.Length;
            noise.Clear();
        }).Should().Contain("another length must be taken");
    }

    private static string Breaches(FillNoise fill) => string.Join(" ", NoiseChecker.Check(new Scripted(fill)));

    private sealed class Scripted(FillNoise fill) : INoiseProcess
    {
        public void Reset()
        {
        }

        public void Fill(Span<float> noise, ref RandomStream random) => fill(noise, ref random);
    }
}

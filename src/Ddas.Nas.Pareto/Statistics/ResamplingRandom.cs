namespace Ddas.Nas.Pareto.Statistics;

/// <summary>
/// The random numbers of this assembly: SplitMix64 (Steele et al. 2014), started from (seed, stream), so that each
/// resample has its own numbers whatever was drawn before.
/// </summary>
internal struct ResamplingRandom(long seed, long stream)
{
    private const ulong Increment = 0x9E3779B97F4A7C15;

    private ulong state = Mix(Mix(unchecked((ulong)seed) + Increment) ^ unchecked((ulong)stream));

    /// <summary>64 uniform bits.</summary>
    public ulong NextBits() => Mix(state = unchecked(state + Increment));

    /// <summary>Uniform over 0 to bound - 1, with a bias below bound / 2^64.</summary>
    public int NextIndex(int bound) => (int)Math.BigMul(NextBits(), (ulong)bound, out _);

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}

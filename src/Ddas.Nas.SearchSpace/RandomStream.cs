using System.Text;

namespace Ddas.Nas.SearchSpace;

/// <summary>
/// A stream of random numbers that is a pure function of (seed, purpose, step): Philox4x32-10 (Salmon et al. 2011),
/// keyed by seed and purpose, counted from the step. Nothing about it needs to be stored to resume a run, and streams
/// of different purposes or steps never overlap. A mutable value: pass it by reference. The <c>default</c> value is the
/// stream of key 0 and step 0.
/// </summary>
public struct RandomStream
{
    private readonly ulong key;
    private readonly ulong step;
    private ulong block;
    private UInt128 buffer;
    private int left;

    /// <summary>Opens the stream of a seed, a purpose and a step.</summary>
    /// <param name="seed">Any number; the run's seed.</param>
    /// <param name="purpose">What the numbers are for, for example <c>"explore"</c>; see <see cref="RandomPurpose"/>.</param>
    /// <param name="step">Any number; the step, epoch or index at which they are drawn.</param>
    public RandomStream(long seed, string purpose, long step)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        key = Mix(Fnv1a(purpose) ^ Mix(unchecked((ulong)seed)));
        this.step = unchecked((ulong)step);
    }

    /// <summary>The next 32 random bits.</summary>
    public uint NextUInt32()
    {
        if (left == 0)
        {
            buffer = Philox(key, step, block++);
            left = 4;
        }

        uint word = (uint)(buffer & uint.MaxValue);
        buffer >>= 32;
        left--;
        return word;
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64() => NextUInt32() | ((ulong)NextUInt32() << 32);

    /// <summary>Uniform in [0, 1), a multiple of 2^-24.</summary>
    public float NextSingle() => (NextUInt32() >> 8) * (1f / (1 << 24));

    /// <summary>Uniform in [0, 1), a multiple of 2^-53.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1L << 53));

    /// <summary>Uniform over 0 to <paramref name="bound"/> - 1, without bias (Lemire 2019).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is below 1.</exception>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        uint range = (uint)bound;
        ulong product = (ulong)NextUInt32() * range;
        if ((uint)product < range)
        {
            uint threshold = unchecked(0u - range) % range;
            while ((uint)product < threshold) product = (ulong)NextUInt32() * range;
        }

        return (int)(product >> 32);
    }

    /// <summary>A draw from N(0, 1), by the Box-Muller transform.</summary>
    public double NextGaussian()
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>Fills with draws from U(0, 1).</summary>
    public void FillUniform(Span<float> values)
    {
        for (int i = 0; i < values.Length; i++) values[i] = NextSingle();
    }

    /// <summary>Shuffles in place (Fisher-Yates); every order is equally likely.</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = NextInt(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    internal static UInt128 Philox(ulong key, ulong high, ulong low)
    {
        uint c0 = (uint)low, c1 = (uint)(low >> 32), c2 = (uint)high, c3 = (uint)(high >> 32);
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (int round = 0; round < 10; round++)
        {
            ulong p0 = 0xD2511F53UL * c0, p1 = 0xCD9E8D57UL * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }

        return new UInt128(c2 | ((ulong)c3 << 32), c0 | ((ulong)c1 << 32));
    }

    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private static ulong Fnv1a(string text)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte b in Encoding.UTF8.GetBytes(text)) hash = (hash ^ b) * 0x100000001B3;
        return hash;
    }
}

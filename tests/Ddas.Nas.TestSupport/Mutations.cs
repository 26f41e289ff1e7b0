using System.Buffers.Binary;
using Ddas.Nas.SearchSpace;
using Xunit;

namespace Ddas.Nas.TestSupport;

/// <summary>Damaged copies of a valid file, and the demand that a reader survives them.</summary>
public static class Mutations
{
    /// <summary>How many copies.</summary>
    public const int Count = 10_000;

    private static readonly uint[] Sizes = [0, 1, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x0001_0000, 0x0100_0000];

    /// <summary>
    /// Feeds <see cref="Count"/> damaged copies to a reader, which may succeed or throw one of a few exceptions with a message
    /// that names the place, and must not allocate more than the input's length plus a constant.
    /// </summary>
    /// <param name="valid">What the reader accepts.</param>
    /// <param name="read">The reader.</param>
    /// <param name="place">What messages must contain.</param>
    /// <param name="allowance">The constant, in bytes.</param>
    /// <param name="refusals">The exceptions that it may throw; IOException and InvalidDataException where there are none.</param>
    /// <returns>How many the reader refused.</returns>
    public static int Feed(byte[] valid, Action<byte[]> read, string place, long allowance = 1 << 20, params Type[] refusals)
    {
        ArgumentNullException.ThrowIfNull(valid);
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(refusals);
        if (refusals.Length == 0) refusals = [typeof(IOException), typeof(InvalidDataException)];
        int refused = 0;
        for (int i = 0; i < Count; i++)
        {
            byte[] input = Damage(valid, i);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(input);
            }
            catch (Exception error) when (refusals.Any(type => type.IsInstanceOfType(error)))
            {
                refused++;
                if (!error.Message.Contains(place, StringComparison.Ordinal)) Assert.Fail($"Mutation {i} is not reported with its place: {error}");
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > input.Length + allowance) Assert.Fail($"Mutation {i} of {input.Length} bytes allocated {allocated}.");
        }

        return refused;
    }

    internal static byte[] Damage(byte[] valid, int number)
    {
        var random = new RandomStream(1, "mutation", number);
        byte[] bytes = [.. valid];
        for (int rounds = 1 + random.NextInt(3); rounds > 0 && bytes.Length > 0; rounds--)
        {
            int at = random.NextInt(random.NextInt(2) == 0 ? Math.Min(bytes.Length, 64) : bytes.Length);
            switch (random.NextInt(7))
            {
                case 0: bytes[at] ^= (byte)(1 << random.NextInt(8)); break;
                case 1: bytes[at] = (byte)random.NextInt(256); break;
                case 2: bytes = bytes[..at]; break;
                case 3: bytes = [.. bytes, .. RandomBytes(1 + random.NextInt(64), ref random)]; break;
                case 4: bytes = [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + 1 + random.NextInt(8))..]]; break;
                case 5: Overwrite(bytes.AsSpan(at), Sizes[random.NextInt(Sizes.Length)], random.NextInt(2) == 0); break;
                default: bytes = random.NextInt(20) == 0 ? RandomBytes(random.NextInt(200), ref random) : [.. bytes[..at], .. bytes[at..], .. bytes[at..]]; break;
            }
        }

        return bytes;
    }

    private static void Overwrite(Span<byte> target, uint value, bool bigEndian)
    {
        if (target.Length < 4) return;
        if (bigEndian) BinaryPrimitives.WriteUInt32BigEndian(target, value);
        else BinaryPrimitives.WriteUInt32LittleEndian(target, value);
    }

    private static byte[] RandomBytes(int count, ref RandomStream random)
    {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) bytes[i] = (byte)random.NextInt(256);
        return bytes;
    }
}

using System.IO.Compression;
using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Supernet.Tests.Data;

public class IdxFileTests
{
    private const string Where = "/data/images";
    private static readonly byte[] Valid = IdxFiles.Bytes([3, 4, 5], IdxFiles.Pixels(3, 4, 5));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_is_read(bool compressed)
    {
        (int[] sizes, byte[] data) = compressed ? ReadCompressed(IdxFiles.GZip(Valid)) : Read(Valid);

        sizes.Should().Equal(3, 4, 5);
        data.Should().Equal(IdxFiles.Pixels(3, 4, 5));
    }

    [Fact]
    public void A_truncated_file_says_expected_and_found_bytes()
    {
        Refused(() => Read(Valid[..^1]), $"{Where} should hold 76 bytes (3 x 4 x 5 after a header of 16), but holds 75*");
        Refused(() => ReadCompressed(IdxFiles.GZip(Valid[..^1])), $"{Where} should hold 76 bytes (3 x 4 x 5 after a header of 16), but holds 75*");
        Refused(() => Read(Valid[..7]), $"{Where} should begin with a header of 16 bytes, but holds 7*");
        Refused(() => Read([]), $"{Where} should begin with a header of 16 bytes, but holds 0*");
    }

    [Fact]
    public void A_file_that_is_too_long_says_expected_and_found_bytes()
    {
        Refused(() => Read([.. Valid, 0, 0]), $"{Where} should hold 76 bytes *, but holds 78*");
        Refused(() => ReadCompressed(IdxFiles.GZip([.. Valid, 0, 0])), $"{Where} should hold 76 bytes *, but holds at least 77*");
    }

    [Fact]
    public void A_file_of_another_kind_is_refused()
    {
        Refused(() => Read(IdxFiles.Bytes([3], [1, 2, 3])[..8].Concat(new byte[30]).ToArray()), $"{Where} should begin with 0x00000803*, but begins with 0x00000801*");
        Refused(() => ReadCompressed(Valid), $"{Where} is damaged (*): get the file again.");
    }

    [Theory]
    [InlineData(0x7FFF_FFFF, 0x7FFF_FFFF, 0x7FFF_FFFF)]
    [InlineData(1, 1, 0x7FFF_FFFF)]
    public void Huge_sizes_are_refused(int count, int height, int width) =>
        Refused(() => Read(IdxFiles.Bytes([count, height, width], [1, 2])), $"{Where} claims *more than*");

    [Theory]
    [InlineData(-1, "size 4294967295 of dimension 1 *")]
    [InlineData(0, "size 0 of dimension 1 *")]
    public void A_size_must_be_positive(int size, string message) =>
        Refused(() => Read(IdxFiles.Bytes([1, size, 1], [])), $"{Where}: {message}");

    [Fact]
    public void A_size_within_the_limit_is_not_believed_before_the_content_was_measured()
    {
        byte[] bytes = IdxFiles.Bytes([40_000, 200, 200], [1, 2]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Refused(() => Read(bytes), $"{Where} should hold 1600000016 bytes *, but holds 18*");
        Refused(() => ReadCompressed(IdxFiles.GZip(bytes)), $"{Where} should hold 1600000016 bytes *, but holds 18*");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1 << 20);
    }

    [Fact]
    public void Mutated_files_are_refused_cleanly() => Mutations.Feed(Valid, bytes => Read(bytes), Where).Should().BeGreaterThan(Mutations.Count / 2);

    [Fact]
    public void Mutated_compressed_files_are_refused_cleanly() =>
        Mutations.Feed(IdxFiles.GZip(Valid), bytes => ReadCompressed(bytes), Where).Should().BeGreaterThan(Mutations.Count / 2);

    private static (int[] Sizes, byte[] Data) Read(byte[] bytes) => IdxFile.Read(() => new MemoryStream(bytes), Where, 3);

    private static (int[] Sizes, byte[] Data) ReadCompressed(byte[] bytes) =>
        IdxFile.Read(() => new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress), Where, 3);

    private static void Refused(Action read, string message) => read.Should().Throw<InvalidDataException>().WithMessage(message);
}

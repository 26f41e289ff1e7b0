using System.Buffers.Binary;
using System.Text;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Internal;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Ddas.Nas.Records.Tests.Safetensors;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Writes_the_documented_bytes()
    {
        string path = folder.Combine("a.safetensors");

        SafetensorsFile.Write(
            path,
            [NamedArray.Of<byte>("flags", [7, 8], 2), NamedArray.Of<float>("b", [1f], 1), NamedArray.Of<float>("a", [2f], 1, 1)],
            new Dictionary<string, string> { ["z"] = "é\"", ["a"] = "1" });

        string json = """{"__metadata__":{"a":"1","z":"é\""},"a":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"flags":{"dtype":"U8","shape":[2],"data_offsets":[8,10]}}""";
        byte[] header = Encoding.UTF8.GetBytes(json);
        int padded = (header.Length + 7) / 8 * 8;
        byte[] expected = [.. BitConverter.GetBytes((long)padded), .. header, .. Enumerable.Repeat((byte)' ', padded - header.Length), 0, 0, 0, 0x40, 0, 0, 0x80, 0x3f, 7, 8];
        File.ReadAllBytes(path).Should().Equal(expected);
        Directory.GetFiles(folder.Path).Should().Equal(path);
    }

    [Fact]
    public void Reads_a_file_of_another_writer()
    {
        byte[] file = FileOf("""  {"x": {"data_offsets": [2, 6], "shape": [], "dtype": "F32"}, "h": {"dtype":"BF16","shape":[1],"data_offsets":[0,2]}}   """, [0x80, 0x3f, 0, 0, 0xc0, 0x3f]);

        var read = SafetensorsFile.Parse(file, "x");

        read.Tensors.Select(tensor => tensor.Name).Should().Equal("h", "x");
        read.Find("x")!.Values<float>().ToArray().Should().Equal(1.5f);
        read.Find("h")!.Values<ushort>().ToArray().Should().Equal(0x3f80);
        read.Find("none").Should().BeNull();
        read.Metadata.Should().BeEmpty();
    }

    [Property(MaxTest = 200)]
    public void Round_trip_keeps_every_bit(Dictionary<NonNull<string>, byte[]> content, Dictionary<NonNull<string>, NonNull<string>> notes)
    {
        ArrayType[] types = Enum.GetValues<ArrayType>();
        var tensors = content
            .Where(pair => ArrayRules.IsWellFormed(pair.Key.Get) && pair.Key.Get is not ("" or "__metadata__"))
            .Select((pair, i) => Tensor(pair.Key.Get, types[i % types.Length], pair.Value ?? []))
            .ToList();
        var metadata = notes
            .Where(pair => ArrayRules.IsWellFormed(pair.Key.Get) && ArrayRules.IsWellFormed(pair.Value.Get))
            .ToDictionary(pair => pair.Key.Get, pair => pair.Value.Get);
        string path = folder.Combine("round.safetensors"), again = folder.Combine("again.safetensors");

        SafetensorsFile.Write(path, tensors, metadata);
        var read = SafetensorsFile.Read(path);
        SafetensorsFile.Write(again, read.Tensors.Reverse(), read.Metadata);

        read.Metadata.Should().Equal(metadata);
        read.Tensors.Should().HaveCount(tensors.Count);
        foreach (var tensor in tensors)
        {
            var found = read.Find(tensor.Name)!;
            found.Type.Should().Be(tensor.Type);
            found.Shape.Should().Equal(tensor.Shape);
            found.Bytes.ToArray().Should().Equal(tensor.Bytes.ToArray());
        }
        File.ReadAllBytes(again).Should().Equal(File.ReadAllBytes(path));
    }

    [Fact]
    public void Ten_thousand_damaged_files_lead_to_one_exception_and_little_memory()
    {
        byte[] sound = SampleFile();
        SafetensorsFile.Parse(sound, "sound").Tensors.Should().HaveCount(4);
        int refused = 0;
        for (int i = 0; i < 10_000; i++)
        {
            var random = new RandomStream(1, "damage", i);
            byte[] damaged = Damage(sound, ref random);
            bool sane = TryParse(damaged); // an exception's first throw loads its resources, so the second parse is measured
            long before = GC.GetAllocatedBytesForCurrentThread();
            TryParse(damaged).Should().Be(sane);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            allocated.Should().BeLessThan(damaged.Length + 65_536);
            if (!sane) refused++;
        }
        refused.Should().BeInRange(5_000, 9_999); // data bytes may change unseen, so not all are refused
    }

    [Theory]
    [InlineData("{}", 1, "*describes 0 bytes of data, but the file holds 1*")]
    [InlineData("", 0, "*not valid JSON*")]
    [InlineData("[]", 0, "*unexpected StartArray at byte 0*")]
    [InlineData("{", 0, "*not valid JSON*")]
    [InlineData("{}x", 0, "*not valid JSON*")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 3, "*describes 4 bytes of data, but the file holds 3*")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "*names 'a' twice*")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", 6, "*'b' begins at byte 2 of the data, where 4 is free: tensors overlap*")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12, "*where 4 is free: tensors leave a hole*")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "*'a' of type F32 and shape [2] has 4 bytes instead of 8*")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4611686018427387904],"data_offsets":[0,4]}}""", 4, "*4 bytes instead of*")]
    [InlineData("""{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}""", 4, "*not an integer from 0*")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "*not an integer from 0*")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "*not an integer from 0*")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "*ends at 0, before its begin at 4*")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", 4, "*'a' lacks a type, a shape or two offsets*")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 4, "*'a' lacks a type, a shape or two offsets*")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "*unknown or repeated field 'dtype'*")]
    [InlineData("""{"a":{"dtype":"I16","shape":[2],"data_offsets":[0,4]}}""", 4, "*type 'I16', which is not supported*")]
    [InlineData("""{"a":{"dtype":[[]],"shape":[1],"data_offsets":[0,4]}}""", 4, "*unexpected StartArray*")]
    [InlineData("""{"a":{"shape":[[1]]}}""", 4, "*not valid JSON*depth*")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "*unexpected Number*")]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""", 0, "*metadata names 'a' twice*")]
    [InlineData("""{"":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""", 4, "*'' cannot be a tensor's name*")]
    public void Says_what_is_wrong(string header, int data, string message)
    {
        FluentActions.Invoking(() => SafetensorsFile.Parse(FileOf(header, new byte[data]), "bad.safetensors"))
            .Should().Throw<SafetensorsException>().WithMessage("'bad.safetensors' is not a valid safetensors file: " + message);
    }

    [Theory]
    [InlineData(0UL, "*not valid JSON: The input does not contain any JSON tokens*")]
    [InlineData(3UL, "*claims 3 bytes of a file of 10*")]
    [InlineData(ulong.MaxValue, "*claims 18446744073709551615 bytes of a file of 10*")]
    [InlineData(1UL << 63, "*claims 9223372036854775808 bytes*")]
    public void Refuses_a_header_length_beyond_the_file(ulong length, string message)
    {
        byte[] file = [0, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}'];
        BinaryPrimitives.WriteUInt64LittleEndian(file, length);

        FluentActions.Invoking(() => SafetensorsFile.Parse(file, "f")).Should().Throw<SafetensorsException>().WithMessage(message);
    }

    [Fact]
    public void Refuses_text_that_is_not_UTF8()
    {
        byte[] file = FileOf("""{"__metadata__":{"a":"b"}}""", []);
        file[Array.IndexOf(file, (byte)'b')] = 0xff;

        FluentActions.Invoking(() => SafetensorsFile.Parse(file, "f")).Should().Throw<SafetensorsException>().WithMessage("*not valid JSON*");
    }

    [Fact]
    public void A_file_that_is_missing_or_a_folder_is_named()
    {
        FluentActions.Invoking(() => SafetensorsFile.Read(folder.Combine("no"))).Should().Throw<SafetensorsException>().WithMessage($"'{folder.Combine("no")}' cannot be read: *");
        FluentActions.Invoking(() => SafetensorsFile.Read(folder.Path)).Should().Throw<SafetensorsException>().WithMessage($"'{folder.Path}' cannot be read: *");
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_else()
    {
        string path = folder.Combine("kept");
        SafetensorsFile.Write(path, [NamedArray.Of<float>("a", [1f], 1)]);
        byte[] before = File.ReadAllBytes(path);

        FluentActions.Invoking(() => SafetensorsFile.Write(path, [NamedArray.Of<float>("a", [1f], 1), NamedArray.Of<int>("a", [1], 1)]))
            .Should().Throw<ArgumentException>().WithMessage("two tensors are named 'a'*");
        FluentActions.Invoking(() => SafetensorsFile.Write(path, [], new Dictionary<string, string> { ["\ud800"] = "" }))
            .Should().Throw<ArgumentException>().WithMessage("*not well-formed Unicode*");
        FluentActions.Invoking(() => SafetensorsFile.Write(folder.Combine("no/such"), [])).Should().Throw<SafetensorsException>().WithMessage("*no/such' cannot be written: *");
        string occupied = Directory.CreateDirectory(folder.Combine("occupied")).FullName;
        FluentActions.Invoking(() => SafetensorsFile.Write(occupied, [])).Should().Throw<SafetensorsException>();

        File.ReadAllBytes(path).Should().Equal(before);
        Directory.GetFileSystemEntries(folder.Path).Should().BeEquivalentTo([path, occupied]);
    }

    [Fact]
    public void An_empty_file_of_tensors_round_trips()
    {
        string path = folder.Combine("empty");

        SafetensorsFile.Write(path, []);

        File.ReadAllBytes(path).Should().Equal([8, 0, 0, 0, 0, 0, 0, 0, .. "{}      "u8]);
        SafetensorsFile.Read(path).Tensors.Should().BeEmpty();
    }

    private static NamedArray Tensor(string name, ArrayType type, byte[] data)
    {
        if (type == ArrayType.Bool) data = [.. data.Select(b => (byte)(b & 1))];
        int size = type.Size(), count = data.Length / size;
        long[] shape = count % 2 == 0 ? [2, count / 2] : [count];
        return new NamedArray(name, type, shape, data.AsMemory(0, count * size));
    }

    private byte[] SampleFile()
    {
        string path = folder.Combine("sound");
        SafetensorsFile.Write(
            path,
            [
                NamedArray.Of<float>("cells.0.weight", [1, 2, 3, 4, 5, 6], 2, 3),
                NamedArray.Of<long>("step", [9]),
                NamedArray.Of<bool>("mask", [true, false], 2),
                NamedArray.Of<double>("empty", [], 0, 4),
            ],
            new Dictionary<string, string> { ["space"] = "darts" });
        return File.ReadAllBytes(path);
    }

    private static bool TryParse(byte[] file)
    {
        try
        {
            SafetensorsFile.Parse(file, "damaged");
            return true;
        }
        catch (SafetensorsException)
        {
            return false;
        }
    }

    private static byte[] FileOf(string header, byte[] data) =>
        [.. BitConverter.GetBytes((long)Encoding.UTF8.GetByteCount(header)), .. Encoding.UTF8.GetBytes(header), .. data];

    /// <summary>Flips bytes, cuts or repeats a part, swaps digits, or writes a huge length; one to four times.</summary>
    private static byte[] Damage(byte[] sound, ref RandomStream random)
    {
        byte[] file = [.. sound];
        for (int rounds = 1 + random.NextInt(4); rounds > 0 && file.Length > 0; rounds--)
        {
            int at = random.NextInt(file.Length);
            switch (random.NextInt(6))
            {
                case 0: file[at] = (byte)random.NextInt(256); break;
                case 1: file = file[..at]; break;
                case 2: file = [.. file[..at], .. file[random.NextInt(file.Length)..]]; break;
                case 3: file[at] = (byte)"0123456789[]{}\",:"[random.NextInt(17)]; break;
                case 4: file[random.NextInt(Math.Min(8, file.Length))] = (byte)random.NextInt(256); break;
                default: for (int i = at; i < Math.Min(at + 12, file.Length); i++) file[i] = (byte)'9'; break;
            }
        }
        return file;
    }
}

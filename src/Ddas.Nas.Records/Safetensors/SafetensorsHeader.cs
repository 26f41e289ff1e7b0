using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Internal;

namespace Ddas.Nas.Records.Safetensors;

/// <summary>
/// The header of a safetensors file: eight bytes of length, then one JSON object from names to type, shape and place
/// in the data behind it. Nothing in it is believed: each number is checked against the size of the file.
/// </summary>
internal static class SafetensorsHeader
{
    /// <summary>Bytes before the JSON object.</summary>
    public const int LengthSize = 8;

    private const int MaxDepth = 3; // file, tensor, shape
    private const int MaxLength = 100_000_000; // the format's own limit

    /// <summary>One tensor of a header: bytes <paramref name="Begin"/> up to <paramref name="End"/> of the data.</summary>
    internal readonly record struct Entry(string Name, ArrayType Type, IReadOnlyList<long> Shape, long Begin, long End);

    /// <summary>Reads the header of a whole file; entries come in the order of their data, which they cover exactly.</summary>
    /// <exception cref="FormatException">The file is damaged; the message says how.</exception>
    public static (List<Entry> Entries, Dictionary<string, string> Metadata, int DataStart) Parse(ReadOnlySpan<byte> file)
    {
        if (file.Length < LengthSize) throw new FormatException($"its {file.Length} bytes cannot hold the header's length");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file);
        if (length > (ulong)(file.Length - LengthSize)) throw new FormatException($"its header claims {length} bytes of a file of {file.Length}");
        if (length > MaxLength) throw new FormatException($"its header of {length} bytes is larger than {MaxLength}");
        int dataStart = LengthSize + (int)length;
        try
        {
            var (entries, metadata) = ReadObject(file[LengthSize..dataStart]);
            entries.Sort((a, b) => (a.Begin, a.End) != (b.Begin, b.End) ? (a.Begin, a.End).CompareTo((b.Begin, b.End)) : string.CompareOrdinal(a.Name, b.Name));
            CheckCovered(entries, file.Length - dataStart);
            return (entries, metadata, dataStart);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter from text that is not UTF-8
        {
            throw new FormatException("its header is not valid JSON: " + e.Message.Split(" LineNumber")[0].TrimEnd('.'), e);
        }
    }

    /// <summary>Length and JSON of a header, padded with spaces so that the data behind it is aligned to eight bytes.</summary>
    public static ReadOnlyMemory<byte> Format(IReadOnlyList<NamedArray> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.GetSpan(LengthSize)[..LengthSize].Clear();
        buffer.Advance(LengthSize);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata.Count > 0) WriteMetadata(json, metadata);
            long begin = 0;
            foreach (var tensor in tensors)
            {
                WriteTensor(json, tensor, begin);
                begin += tensor.Bytes.Length;
            }
            json.WriteEndObject();
        }
        int padding = -buffer.WrittenCount & 7;
        buffer.GetSpan(8)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        byte[] header = buffer.WrittenSpan.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(header, header.Length - LengthSize);
        return header;
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(ArrayRules.ReservedName);
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteTensor(Utf8JsonWriter json, NamedArray tensor, long begin)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Type.Name());
        json.WriteStartArray("shape");
        foreach (long size in tensor.Shape) json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(begin + tensor.Bytes.Length);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static (List<Entry> Entries, Dictionary<string, string> Metadata) ReadObject(ReadOnlySpan<byte> header)
    {
        var json = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = MaxDepth });
        var entries = new List<Entry>();
        var metadata = new Dictionary<string, string>();
        var names = new HashSet<string>();
        Expect(ref json, JsonTokenType.StartObject);
        while (NextName(ref json) is { } name)
        {
            if (!names.Add(name)) throw new FormatException($"its header names '{name}' twice");
            if (name == ArrayRules.ReservedName) ReadMetadata(ref json, metadata);
            else entries.Add(ReadEntry(ref json, name));
        }
        json.Read(); // throws where anything but space follows
        return (entries, metadata);
    }

    private static void ReadMetadata(ref Utf8JsonReader json, Dictionary<string, string> metadata)
    {
        Expect(ref json, JsonTokenType.StartObject);
        while (NextName(ref json) is { } key)
        {
            Expect(ref json, JsonTokenType.String);
            if (!metadata.TryAdd(key, json.GetString()!)) throw new FormatException($"its metadata names '{key}' twice");
        }
    }

    private static Entry ReadEntry(ref Utf8JsonReader json, string name)
    {
        ArrayType? type = null;
        List<long>? shape = null, offsets = null;
        Expect(ref json, JsonTokenType.StartObject);
        while (NextName(ref json) is { } field)
        {
            if (field == "dtype" && type is null) type = ReadType(ref json, name);
            else if (field == "shape" && shape is null) shape = ReadNumbers(ref json, name);
            else if (field == "data_offsets" && offsets is null) offsets = ReadNumbers(ref json, name);
            else throw new FormatException($"tensor '{name}' has an unknown or repeated field '{field}'");
        }
        if (type is null || shape is null || offsets is not [long begin, long end])
            throw new FormatException($"tensor '{name}' lacks a type, a shape or two offsets");
        if (begin > end) throw new FormatException($"tensor '{name}' ends at {end}, before its begin at {begin}");
        return new Entry(name, type.Value, shape, begin, end);
    }

    private static ArrayType ReadType(ref Utf8JsonReader json, string tensor)
    {
        Expect(ref json, JsonTokenType.String);
        string name = json.GetString()!;
        return ArrayTypes.FromName(name) ?? throw new FormatException($"tensor '{tensor}' has the type '{name}', which is not supported");
    }

    private static List<long> ReadNumbers(ref Utf8JsonReader json, string tensor)
    {
        var numbers = new List<long>();
        Expect(ref json, JsonTokenType.StartArray);
        while (Read(ref json) == JsonTokenType.Number)
        {
            if (!json.TryGetInt64(out long number) || number < 0) throw new FormatException($"tensor '{tensor}' has a size or offset that is not an integer from 0");
            if (numbers.Count == NamedArray.MaxRank) throw new FormatException($"tensor '{tensor}' has more than {NamedArray.MaxRank} dimensions");
            numbers.Add(number);
        }
        return json.TokenType == JsonTokenType.EndArray ? numbers : throw Unexpected(ref json);
    }

    /// <summary>Every byte of the data belongs to one tensor.</summary>
    private static void CheckCovered(List<Entry> entries, long dataLength)
    {
        long covered = 0;
        foreach (var entry in entries)
        {
            if (entry.Begin != covered)
                throw new FormatException($"tensor '{entry.Name}' begins at byte {entry.Begin} of the data, where {covered} is free: tensors {(entry.Begin < covered ? "overlap" : "leave a hole")}");
            covered = entry.End;
        }
        if (covered != dataLength) throw new FormatException($"its header describes {covered} bytes of data, but the file holds {dataLength}");
    }

    /// <summary>The next property's name, or null at the end of the object.</summary>
    private static string? NextName(ref Utf8JsonReader json) => Read(ref json) switch
    {
        JsonTokenType.PropertyName => json.GetString(),
        JsonTokenType.EndObject => null,
        _ => throw Unexpected(ref json),
    };

    private static void Expect(ref Utf8JsonReader json, JsonTokenType token)
    {
        if (Read(ref json) != token) throw Unexpected(ref json);
    }

    private static JsonTokenType Read(ref Utf8JsonReader json) =>
        json.Read() ? json.TokenType : throw new FormatException("its header ends too early");

    private static FormatException Unexpected(ref Utf8JsonReader json) =>
        new($"its header has an unexpected {json.TokenType} at byte {json.TokenStartIndex}");
}

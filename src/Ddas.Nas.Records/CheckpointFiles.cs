using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ddas.Nas.Records.Files;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records;

/// <summary>
/// The files of one checkpoint: <c>tensors.safetensors</c>, <c>state.json</c>, and <c>SHA256SUMS</c> with a line for each of
/// them, as the command sha256sum writes and checks it.
/// </summary>
internal static class CheckpointFiles
{
    public const string TensorsName = "tensors.safetensors", HeaderName = "state.json", SumsName = "SHA256SUMS";

    /// <summary>Writes them to the disk, into a folder that holds none.</summary>
    /// <exception cref="SafetensorsException">They cannot be written.</exception>
    /// <exception cref="IOException">They cannot be written.</exception>
    public static void Write(string folder, CheckpointHeader header, IEnumerable<NamedArray> tensors)
    {
        SafetensorsFile.Write(Path.Combine(folder, TensorsName), tensors);
        AtomicFile.Write(Path.Combine(folder, HeaderName), stream => JsonSerializer.Serialize(stream, header, RecordsJson.Indented.CheckpointHeader));
        byte[] sums = Encoding.UTF8.GetBytes(Sums(RegularFile.Sha256(Path.Combine(folder, TensorsName)), RegularFile.Sha256(Path.Combine(folder, HeaderName))));
        AtomicFile.Write(Path.Combine(folder, SumsName), stream => stream.Write(sums));
    }

    /// <summary>Reads them, each byte checked.</summary>
    /// <exception cref="CheckpointException">They are damaged; the message says how.</exception>
    public static (CheckpointHeader Header, CheckpointState State) Read(string folder)
    {
        try
        {
            byte[] tensors = ReadBytes(folder, TensorsName), header = ReadBytes(folder, HeaderName), sums = ReadBytes(folder, SumsName);
            if (!sums.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(Sums(SHA256.HashData(tensors), SHA256.HashData(header)))))
                throw new CheckpointException($"a checksum in {SumsName} is not that of its file");
            return Parse(header, tensors);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or SafetensorsException)
        {
            throw new CheckpointException(e.Message.TrimEnd('.'), e);
        }
    }

    /// <summary>Reads the content of <see cref="HeaderName"/> and <see cref="TensorsName"/>.</summary>
    /// <exception cref="CheckpointException">The header is none, or of another version.</exception>
    /// <exception cref="SafetensorsException">The tensors are damaged.</exception>
    internal static (CheckpointHeader Header, CheckpointState State) Parse(byte[] json, byte[] tensors)
    {
        var header = ParseHeader(json);
        if (header.SchemaVersion != CheckpointHeader.CurrentSchemaVersion)
            throw new CheckpointException($"it has schema version {header.SchemaVersion}, but this version of the library reads {CheckpointHeader.CurrentSchemaVersion}; go on with the version that wrote it");
        var file = SafetensorsFile.Parse(tensors, TensorsName);
        return (header, new CheckpointState(file.Tensors, header.Values));
    }

    private static CheckpointHeader ParseHeader(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, RecordsJson.Indented.CheckpointHeader) ?? throw new CheckpointException($"{HeaderName} is null");
        }
        catch (JsonException e)
        {
            throw new CheckpointException($"{HeaderName} cannot be read: {e.Message.TrimEnd('.')}", e);
        }
    }

    private static byte[] ReadBytes(string folder, string name) => RegularFile.ReadAllBytes(Path.Combine(folder, name));

    private static string Sums(byte[] tensors, byte[] header) => $"{Convert.ToHexStringLower(tensors)}  {TensorsName}\n{Convert.ToHexStringLower(header)}  {HeaderName}\n";
}

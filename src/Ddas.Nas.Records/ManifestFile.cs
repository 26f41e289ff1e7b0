using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ddas.Nas.Records.Files;

namespace Ddas.Nas.Records;

/// <summary>Reads and writes a <c>manifest.json</c> with its version.</summary>
internal static class ManifestFile
{
    public static T Load<T>(string path, JsonTypeInfo<T> type, int currentVersion, Func<T, (int Version, string Library)> identify)
        where T : class
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var stream = RegularFile.OpenRead(path);
            var manifest = JsonSerializer.Deserialize(stream, type)
                ?? throw new RecordFormatException($"{path}: a manifest was expected, but null was found.");
            var (version, library) = identify(manifest);
            return version >= 1 && version <= currentVersion
                ? manifest
                : throw new RecordFormatException($"{path}: has schema version {version}, but this library reads 1 to {currentVersion}; read it with the library that wrote it, {library}.");
        }
        catch (JsonException e)
        {
            throw new RecordFormatException($"{path}: {e.Message}", e);
        }
        catch (InvalidDataException e)
        {
            throw new RecordFormatException(e.Message, e);
        }
    }

    public static void Save<T>(string path, T manifest, JsonTypeInfo<T> type) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, manifest, type));
}

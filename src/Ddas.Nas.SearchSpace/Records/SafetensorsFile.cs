using System.Collections.ObjectModel;

namespace Ddas.Nas.SearchSpace.Records;

/// <summary>
/// The tensors and the metadata of a safetensors file (the format of the safetensors library), read whole and checked:
/// a damaged or hostile file leads to one exception, and to no more memory than a small multiple of its size.
/// </summary>
public sealed class SafetensorsFile
{
    private static readonly ReadOnlyDictionary<string, string> NoMetadata = new(new Dictionary<string, string>());

    private readonly Dictionary<string, SafetensorsTensor> byName;

    private SafetensorsFile(IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        Tensors = tensors;
        Metadata = metadata;
        byName = tensors.ToDictionary(tensor => tensor.Name);
    }

    /// <summary>The tensors in the order of their data.</summary>
    public IReadOnlyList<SafetensorsTensor> Tensors { get; }

    /// <summary>The file's free text entries; empty where it has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensor of that name, or null.</summary>
    public SafetensorsTensor? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Reads a file.</summary>
    /// <exception cref="SafetensorsException">It cannot be read, is larger than 2 GB, or is damaged; the message names it and says why.</exception>
    public static SafetensorsFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Parse(ReadBytes(path), path);
    }

    /// <summary>Reads a file that is in memory already; its tensors refer to <paramref name="content"/>.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="SafetensorsException">It is damaged; the message says how.</exception>
    public static SafetensorsFile Parse(ReadOnlyMemory<byte> content, string name)
    {
        try
        {
            var (entries, metadata, dataStart) = SafetensorsHeader.Parse(content.Span);
            var data = content[dataStart..];
            return new SafetensorsFile(
                [.. entries.Select(entry => new SafetensorsTensor(entry.Name, entry.Type, entry.Shape, data[(int)entry.Begin..(int)entry.End]))],
                metadata.AsReadOnly());
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new SafetensorsException($"'{name}' is not a valid safetensors file: {e.Message}.", e);
        }
    }

    /// <summary>
    /// Writes a file whose bytes depend on its content only: tensors by falling element size, then by name. It appears
    /// under <paramref name="path"/> when it is complete and on disk; until then a file of that name stays as it was.
    /// </summary>
    /// <param name="path">Where to; its folder must exist.</param>
    /// <param name="tensors">The tensors; names unique.</param>
    /// <param name="metadata">Free text entries; null for none.</param>
    /// <exception cref="ArgumentException">Two tensors have one name, or a text is not well-formed Unicode.</exception>
    /// <exception cref="SafetensorsException">The file cannot be written; the message names it and says why.</exception>
    public static void Write(string path, IEnumerable<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensors);
        metadata ??= NoMetadata;
        SafetensorsTensor[] ordered = [.. tensors.OrderByDescending(tensor => tensor.Type.Size()).ThenBy(tensor => tensor.Name, StringComparer.Ordinal)];
        CheckNames(ordered, metadata);
        var header = SafetensorsHeader.Format(ordered, metadata);
        string temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            WriteBytes(temporary, ordered.Select(tensor => tensor.Bytes).Prepend(header));
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            throw new SafetensorsException($"'{path}' cannot be written: {e.Message}", e);
        }
    }

    private static void CheckNames(SafetensorsTensor[] tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var names = new HashSet<string>();
        foreach (var tensor in tensors)
            if (!names.Add(tensor.Name)) throw new ArgumentException($"two tensors are named '{tensor.Name}'", nameof(tensors));
        foreach (var (key, value) in metadata)
            if (!SafetensorsTensor.IsWellFormed(key) || !SafetensorsTensor.IsWellFormed(value))
                throw new ArgumentException($"the metadata entry '{key}' is not well-formed Unicode", nameof(metadata));
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            if (file.Length > Array.MaxLength) throw new SafetensorsException($"'{path}' of {file.Length} bytes is larger than the {Array.MaxLength} that can be read.");
            byte[] content = new byte[file.Length];
            file.ReadExactly(content);
            return content;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new SafetensorsException($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    private static void WriteBytes(string path, IEnumerable<ReadOnlyMemory<byte>> parts)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        foreach (var part in parts) file.Write(part.Span);
        file.Flush(flushToDisk: true);
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to report.
        }
    }
}

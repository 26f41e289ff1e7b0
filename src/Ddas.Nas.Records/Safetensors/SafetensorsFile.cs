using System.Collections.ObjectModel;
using System.Globalization;
using Ddas.Nas.Records.Files;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Internal;

namespace Ddas.Nas.Records.Safetensors;

/// <summary>
/// The tensors and the metadata of a safetensors file (the format of the safetensors library), read whole and checked:
/// a damaged or hostile file leads to one exception, and to no more memory than a small multiple of its size.
/// </summary>
public sealed class SafetensorsFile
{
    private static readonly ReadOnlyDictionary<string, string> NoMetadata = new(new Dictionary<string, string>());

    private readonly Dictionary<string, NamedArray> byName;

    private readonly string name;

    private SafetensorsFile(string name, IReadOnlyList<NamedArray> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        this.name = name;
        Tensors = tensors;
        Metadata = metadata;
        byName = tensors.ToDictionary(tensor => tensor.Name);
    }

    /// <summary>The tensors in the order of their data.</summary>
    public IReadOnlyList<NamedArray> Tensors { get; }

    /// <summary>The file's free text entries; empty where it has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensor of that name, or null.</summary>
    public NamedArray? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Demands that all floating-point numbers are finite, as the weights of a network are.</summary>
    /// <exception cref="SafetensorsException">Some are not; the message names the tensors.</exception>
    public void RequireFinite()
    {
        string[] problems = [.. Tensors.Select(static tensor => (tensor, Count: NonFiniteValues.CountIn(tensor))).Where(static found => found.Count > 0)
            .Select(static found => string.Create(CultureInfo.InvariantCulture, $"'{found.tensor.Name}' has {found.Count} of {found.tensor.Count}"))];
        if (problems.Length > 0) throw new SafetensorsException($"'{name}' holds numbers that are not finite: tensor {string.Join(", ", problems)}.");
    }

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
                name, [.. entries.Select(entry => new NamedArray(entry.Name, entry.Type, entry.Shape, data[(int)entry.Begin..(int)entry.End]))],
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
    public static void Write(string path, IEnumerable<NamedArray> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensors);
        metadata ??= NoMetadata;
        NamedArray[] ordered = [.. tensors.OrderByDescending(tensor => tensor.Type.Size()).ThenBy(tensor => tensor.Name, StringComparer.Ordinal)];
        CheckNames(ordered, metadata);
        var header = SafetensorsHeader.Format(ordered, metadata);
        try
        {
            AtomicFile.Write(path, file =>
            {
                file.Write(header.Span);
                foreach (var tensor in ordered) file.Write(tensor.Bytes.Span);
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SafetensorsException($"'{path}' cannot be written: {e.Message}", e);
        }
    }

    private static void CheckNames(NamedArray[] tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var names = new HashSet<string>();
        foreach (var tensor in tensors)
            if (!names.Add(tensor.Name)) throw new ArgumentException($"two tensors are named '{tensor.Name}'", nameof(tensors));
        foreach (var (key, value) in metadata)
            if (!ArrayRules.IsWellFormed(key) || !ArrayRules.IsWellFormed(value))
                throw new ArgumentException($"the metadata entry '{key}' is not well-formed Unicode", nameof(metadata));
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return RegularFile.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new SafetensorsException($"'{path}' cannot be read: {e.Message}", e);
        }
    }
}

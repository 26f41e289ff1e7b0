using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ddas.Nas.SearchSpace;

/// <summary>
/// The content of a checkpoint: named arrays, which go to a safetensors file, and named JSON values. Sections keep the
/// names of its parts apart: the tensor <c>weight</c> of section <c>actor</c> is stored as <c>actor.weight</c>. Not
/// thread-safe.
/// </summary>
public sealed class CheckpointState
{
    private readonly Dictionary<string, NamedArray> tensors;
    private readonly Dictionary<string, JsonElement> values;
    private readonly string prefix;

    /// <summary>Creates an empty state.</summary>
    public CheckpointState()
        : this([], [], "")
    {
    }

    /// <summary>Creates the state that a checkpoint was read to.</summary>
    /// <param name="tensors">Its arrays; names unique.</param>
    /// <param name="values">Its values by their names.</param>
    public CheckpointState(IEnumerable<NamedArray> tensors, IReadOnlyDictionary<string, JsonElement> values)
        : this(tensors.ToDictionary(static tensor => tensor.Name), new Dictionary<string, JsonElement>(values), "")
    {
    }

    private CheckpointState(Dictionary<string, NamedArray> tensors, Dictionary<string, JsonElement> values, string prefix) =>
        (this.tensors, this.values, this.prefix) = (tensors, values, prefix);

    /// <summary>The tensors of this section and the sections in it, by the names that they have here.</summary>
    public IEnumerable<NamedArray> Tensors =>
        tensors.Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(t => Named(t.Key[prefix.Length..], t.Value));

    /// <summary>All values, by their whole names.</summary>
    public IReadOnlyDictionary<string, JsonElement> Values => values;

    /// <summary>A view of a part; what is put into it is in this state too.</summary>
    public CheckpointState Section(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new CheckpointState(tensors, values, $"{prefix}{name}.");
    }

    /// <summary>Puts a tensor, which must not change afterwards.</summary>
    /// <exception cref="ArgumentException">There is one of that name.</exception>
    public void Add(NamedArray tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        string name = prefix + tensor.Name;
        if (!tensors.TryAdd(name, Named(name, tensor))) throw new ArgumentException($"Two tensors of the checkpoint are named '{name}'.", nameof(tensor));
    }

    /// <summary>Puts a copy of an array.</summary>
    /// <typeparam name="T">As for <see cref="NamedArray.Of"/>.</typeparam>
    public void Add<T>(string name, ReadOnlySpan<T> array, params long[] shape) where T : unmanaged => Add(NamedArray.Of(name, array, shape));

    /// <summary>Whether there is a tensor of that name.</summary>
    public bool Has(string name) => tensors.ContainsKey(prefix + name);

    /// <summary>An array that <see cref="Add{T}"/> put.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">The size of each dimension; -1 for any.</param>
    /// <exception cref="CheckpointException">It is missing, or of another type or shape.</exception>
    public ReadOnlySpan<T> Get<T>(string name, params long[] shape) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (!tensors.TryGetValue(prefix + name, out var tensor)) throw new CheckpointException($"The checkpoint lacks the tensor '{prefix}{name}'.");
        if (tensor.Type.Element() != typeof(T) || tensor.Shape.Count != shape.Length || tensor.Shape.Zip(shape).Any(static size => size.Second >= 0 && size.First != size.Second))
            throw new CheckpointException($"The checkpoint's tensor '{tensor}' is not the {typeof(T).Name}[{string.Join(",", shape)}] that is needed.");
        return tensor.Values<T>();
    }

    /// <summary>Puts a value as JSON.</summary>
    /// <exception cref="ArgumentException">There is one of that name, or a number is not finite.</exception>
    public void Set<T>(string name, T value, JsonTypeInfo<T> type)
    {
        if (!values.TryAdd(prefix + name, JsonSerializer.SerializeToElement(value, type))) throw new ArgumentException($"Two values of the checkpoint are named '{prefix}{name}'.", nameof(name));
    }

    /// <summary>A value that <see cref="Set"/> put.</summary>
    /// <exception cref="CheckpointException">It is missing, null, or no <typeparamref name="T"/>.</exception>
    public T Get<T>(string name, JsonTypeInfo<T> type)
    {
        if (!values.TryGetValue(prefix + name, out var value)) throw new CheckpointException($"The checkpoint lacks the value '{prefix}{name}'.");
        try
        {
            return value.Deserialize(type) ?? throw new CheckpointException($"The checkpoint's value '{prefix}{name}' is null.");
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new CheckpointException($"The checkpoint's value '{prefix}{name}' cannot be used: {e.Message}", e);
        }
    }

    private static NamedArray Named(string name, NamedArray tensor) =>
        name == tensor.Name ? tensor : new NamedArray(name, tensor.Type, tensor.Shape, tensor.Bytes);
}

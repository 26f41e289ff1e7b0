using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Internal;

/// <summary>Compares the tensors that are wanted with those that are there: names, element types and shapes.</summary>
internal sealed class TensorMatch
{
    private const int MaxListed = 5; // of each sort, so that the message stays a line

    private readonly SortedDictionary<string, string> wanted = new(StringComparer.Ordinal);
    private readonly HashSet<string> optional = [];

    /// <summary>Adds a tensor that is wanted, with the type and shape of <paramref name="like"/>.</summary>
    public void Want(string name, Tensor like, bool isOptional = false) => Want(name, like.dtype, like.shape, isOptional);

    /// <summary>Adds a tensor that is wanted; an optional one may be missing.</summary>
    public void Want(string name, ScalarType type, IReadOnlyList<long> shape, bool isOptional = false)
    {
        if (!wanted.TryAdd(name, Describe(type, shape))) throw new ArgumentException($"Two tensors are named '{name}'.");
        if (isOptional) optional.Add(name);
    }

    /// <summary>Names what is missing, unexpected or different, in one sentence; null where all fits.</summary>
    public string? Problem(IEnumerable<(string Name, ScalarType Type, IReadOnlyList<long> Shape)> there)
    {
        var found = there.ToDictionary(tensor => tensor.Name, tensor => Describe(tensor.Type, tensor.Shape));
        string[] parts =
        [
            List("missing: ", wanted.Keys.Where(name => !found.ContainsKey(name) && !optional.Contains(name))),
            List("unexpected: ", found.Keys.Where(name => !wanted.ContainsKey(name)).Order(StringComparer.Ordinal)),
            List("different: ", wanted.Where(tensor => found.TryGetValue(tensor.Key, out var description) && description != tensor.Value)
                .Select(tensor => $"{tensor.Key} is {found[tensor.Key]} instead of {tensor.Value}")),
        ];
        string problem = string.Join("; ", parts.Where(part => part.Length > 0));
        return problem.Length > 0 ? problem : null;
    }

    private static string List(string title, IEnumerable<string> items)
    {
        string[] all = [.. items];
        string list = string.Join(", ", all.Take(MaxListed));
        return all.Length == 0 ? "" : all.Length > MaxListed ? $"{title}{list} and {all.Length - MaxListed} more" : title + list;
    }

    private static string Describe(ScalarType type, IReadOnlyList<long> shape) => $"{type}[{string.Join(",", shape)}]";
}

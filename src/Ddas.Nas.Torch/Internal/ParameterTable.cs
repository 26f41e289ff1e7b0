using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Internal;

/// <summary>An optimizer's parameters by name and by object, each with its state.</summary>
internal sealed class ParameterTable<TState> where TState : class
{
    private readonly Dictionary<Tensor, TState> states = new(ReferenceEqualityComparer.Instance);

    public ParameterTable(IEnumerable<(string Name, Tensor Parameter)> parameters, Func<Tensor, TState> createState)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var names = new HashSet<string>();
        foreach (var (name, parameter) in parameters)
        {
            if (!names.Add(name)) throw new ArgumentException($"Two parameters are named '{name}'.", nameof(parameters));
            var state = createState(parameter);
            if (!states.TryAdd(parameter, state)) throw new ArgumentException($"The parameter '{name}' is listed twice.", nameof(parameters));
            Rows.Add((name, parameter, state));
            Parameters.Add(parameter);
        }
    }

    /// <summary>All of them, in the order given.</summary>
    public List<(string Name, Tensor Parameter, TState State)> Rows { get; } = [];

    public List<Tensor> Parameters { get; } = [];

    /// <summary>The state of a parameter object.</summary>
    /// <exception cref="ArgumentException">The optimizer does not know it.</exception>
    public TState this[Tensor parameter] =>
        states.TryGetValue(parameter, out var state) ? state : throw new ArgumentException("A tensor of the list is none of this optimizer's parameters.", nameof(parameter));
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Operations;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Networks;

/// <summary>The tensors of a network, by name, and by the entry of alpha that they belong to.</summary>
internal sealed class NetworkTensors
{
    private readonly SearchSpaceDefinition space;
    private readonly OrderedDictionary<string, Tensor> byName = [];
    private readonly OrderedDictionary<string, Parameter> parameters = [];
    private readonly List<Parameter> fixedParameters = [];
    private readonly List<NormHandle> fixedNorms = [];
    private readonly List<Parameter>[] entryParameters;
    private readonly List<NormHandle>[] entryNorms;

    /// <summary>Moves the network to the device, gives it initial weights (where there is a seed) and lists what it holds.</summary>
    public NetworkTensors(NetworkBody body, long? seed, Device device, ScalarType type)
    {
        space = body.Plan.Space;
        entryParameters = [.. Enumerable.Range(0, space.ActionLength).Select(static _ => new List<Parameter>())];
        entryNorms = [.. Enumerable.Range(0, space.ActionLength).Select(static _ => new List<NormHandle>())];
        bool move = device.type != DeviceType.CPU || type != float32;
        foreach (var module in body.FixedModules)
        {
            if (move) module.Module.to(device, type);
            Add(module, fixedParameters, fixedNorms);
        }

        foreach (var (kind, pair, module) in body.OperationModules)
        {
            int entry = space.Offset(kind, pair.Edge, pair.Operation);
            if (move) module.Module.to(device, type);
            Add(module, entryParameters[entry], entryNorms[entry]);
        }

        if (seed is { } value) WeightInitializer.Fill(parameters, value);
    }

    public IReadOnlyDictionary<string, Tensor> ByName => byName;

    public IEnumerable<(string Name, Tensor Parameter)> NamedParameters => parameters.Select(static p => (p.Key, (Tensor)p.Value));

    public IReadOnlyList<Parameter> Parameters => parameters.Values;

    public IReadOnlyList<Parameter> ActiveParameters(Architecture architecture) => Active(architecture, fixedParameters, entryParameters);

    public IReadOnlyList<NormHandle> ActiveNorms(Architecture architecture) => Active(architecture, fixedNorms, entryNorms);

    private List<T> Active<T>(Architecture architecture, List<T> always, List<T>[] entries)
    {
        var active = new List<T>(always);
        for (int kind = 0; kind < space.CellKinds.Count; kind++)
            foreach (var pair in architecture.Cell(kind))
                active.AddRange(entries[space.Offset(kind, pair.Edge, pair.Operation)]);
        return active;
    }

    private void Add(NamedModule module, List<Parameter> ofEntry, List<NormHandle> norms)
    {
        foreach (var (name, parameter) in module.Module.named_parameters())
        {
            parameter.DetachFromDisposeScope();
            parameters.Add($"{module.Name}.{name}", parameter);
            byName.Add($"{module.Name}.{name}", parameter);
            ofEntry.Add(parameter);
        }

        foreach (var (name, buffer) in module.Module.named_buffers())
        {
            buffer.DetachFromDisposeScope();
            byName.Add($"{module.Name}.{name}", buffer);
        }

        norms.AddRange(module.Module.modules().Prepend(module.Module).Distinct().Select(NormHandle.Of).OfType<NormHandle>());
    }
}

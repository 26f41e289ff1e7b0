using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>An operation on an edge: its module, and the supernet's BatchNorm behind it where its definition asks for one.</summary>
internal sealed class EdgeOperation : IDisposable
{
    private bool training = true;

    public EdgeOperation(OperationDefinition definition, OperationSite site, bool inSupernet)
    {
        Module = definition.CreateModule(site);
        if (inSupernet && definition.NormalizedInSupernet) Norm = new BatchNorm(site.Channels, affine: false);
    }

    public nn.Module<Tensor, Tensor> Module { get; }

    public BatchNorm? Norm { get; }

    /// <summary>The modules, named as DARTS does.</summary>
    public IEnumerable<NamedModule> Modules(string name) =>
        Norm is null ? [new(name, Module)] : [new(name + ".0", Module), new(name + ".1", Norm)];

    /// <summary>The whole operation; a fresh tensor, or the input itself.</summary>
    public Tensor Forward(Tensor input) => Normalize(Module.call(input), input);

    /// <summary>The same from the input after ReLU, for a module that begins with one.</summary>
    public Tensor ForwardAfterRelu(Tensor activated) => Normalize(((ReluFirstModule)Module).AfterRelu(activated), activated);

    /// <summary>Puts the operation into training or evaluation mode.</summary>
    public void SetMode(bool train)
    {
        if (training == train) return;
        training = train;
        Module.train(train);
        Norm?.train(train);
    }

    public void Dispose()
    {
        Module.Dispose();
        Norm?.Dispose();
    }

    private Tensor Normalize(Tensor output, Tensor input)
    {
        if (Norm is null) return output;
        var normalized = Norm.call(output);
        if (!ReferenceEquals(output, input)) output.Dispose();
        return normalized;
    }
}

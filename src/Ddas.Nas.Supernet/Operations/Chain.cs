using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>Modules one after the other, named by index; intermediates are freed as soon as they are used.</summary>
internal sealed class Chain : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor>[] parts;

    /// <param name="firstIndex">The name of the first part: 1 where index 0 is a ReLU that the owner applies itself.</param>
    /// <param name="parts">The modules.</param>
    public Chain(int firstIndex, params nn.Module<Tensor, Tensor>[] parts)
        : base(nameof(Chain))
    {
        this.parts = parts;
        for (int i = 0; i < parts.Length; i++) register_module($"{firstIndex + i}", parts[i]);
    }

    public override Tensor forward(Tensor input)
    {
        var current = input;
        foreach (var part in parts)
        {
            var next = part.call(current);
            if (!ReferenceEquals(current, input) && !ReferenceEquals(current, next)) current.Dispose();
            current = next;
        }

        return current;
    }
}

using System.ComponentModel;
using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Internal;

/// <summary>The gradients of a list of parameters.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Gradients
{
    /// <summary>Sets the gradient of each parameter to null: it is freed, and no optimizer moves the parameter before it has one again.</summary>
    public static void Clear(IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (var parameter in parameters) parameter.grad = null;
    }
}

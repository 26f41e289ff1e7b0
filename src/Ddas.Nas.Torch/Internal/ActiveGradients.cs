using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Internal;

/// <summary>The parameters of a list that have a gradient, each with it. Disposing leaves the gradients with their parameters.</summary>
internal sealed class ActiveGradients : IDisposable
{
    private readonly List<Tensor> parameters = [];
    private readonly List<Tensor> gradients = [];

    public ActiveGradients(IReadOnlyList<Tensor> active)
    {
        foreach (var parameter in active)
        {
            if (parameter.grad is not { } gradient) continue;
            parameters.Add(parameter);
            gradients.Add(gradient);
        }
    }

    public IReadOnlyList<Tensor> Parameters => parameters;

    public IReadOnlyList<Tensor> Gradients => gradients;

    public void Dispose() => gradients.ForEach(gradient => gradient.Dispose());
}

using Ddas.Nas.SearchSpace;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Networks;

/// <summary>
/// PyTorch's default initial weights, drawn from the seed and the parameter's name: U(-1/sqrt(fan in), 1/sqrt(fan in)) for
/// weights of rank 2 and more and for the bias beside them; 1 for other weights, 0 for other biases.
/// </summary>
internal static class WeightInitializer
{
    /// <summary>Fills parameters. Ones that are named neither <c>weight</c> nor <c>bias</c> and have rank below 2 stay as they are.</summary>
    public static void Fill(IReadOnlyDictionary<string, Parameter> parameters, long seed)
    {
        using var _ = no_grad();
        foreach (var (name, parameter) in parameters)
        {
            string kind = name[(name.LastIndexOf('.') + 1)..];
            var fanned = parameter.dim() >= 2 ? parameter : kind == "bias" ? parameters.GetValueOrDefault(name[..^kind.Length] + "weight") : null;
            if (fanned is not null && fanned.dim() >= 2) FillUniform(parameter, RandomTensors.FanIn(fanned.shape), seed, name);
            else if (kind == "weight") RandomTensors.Assign(parameter, ones_like(parameter));
            else if (kind == "bias") RandomTensors.Assign(parameter, zeros_like(parameter));
        }
    }

    private static void FillUniform(Parameter parameter, long fanIn, long seed, string name)
    {
        var random = new RandomStream(seed, $"{RandomPurpose.Initialization}/{name}", 0);
        RandomTensors.Assign(parameter, RandomTensors.KaimingUniform(ref random, fanIn, CPU, parameter.shape));
    }
}

using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Tests;

/// <summary>Looks into networks and changes them.</summary>
internal static class Weights
{
    public static Linear[] Layers(nn.Module network) => [.. network.modules().OfType<Linear>()];

    /// <summary>Outputs x inputs of each layer.</summary>
    public static string Shapes(nn.Module network) => string.Join(' ', Layers(network).Select(layer => string.Join("x", layer.weight.shape)));

    /// <summary>All weights and biases, one after the other.</summary>
    public static float[] Of(nn.Module network)
    {
        using var scope = NewDisposeScope();
        return [.. network.parameters().SelectMany(parameter => parameter.detach().data<float>().ToArray())];
    }

    /// <summary>The weights and biases of actor, critic and their targets.</summary>
    public static float[][] Of(DdpgAgent agent) => [Of(agent.Actor), Of(agent.Critic), Of(agent.TargetActor), Of(agent.TargetCritic)];

    public static void Fill(nn.Module network, float value)
    {
        foreach (var parameter in network.parameters()) Fill(parameter, value);
    }

    public static void Fill(Tensor parameter, float value)
    {
        using var noGradient = no_grad();
        using var scalar = value.ToScalar();
        parameter.fill_(scalar);
    }

    /// <summary>Sets one number of a layer's weight.</summary>
    public static void Set(Linear layer, int output, int input, float value)
    {
        using var noGradient = no_grad();
        layer.weight[output, input] = value;
    }
}

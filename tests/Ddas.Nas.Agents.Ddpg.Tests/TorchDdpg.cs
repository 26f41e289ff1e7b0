using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Tests;

/// <summary>DDPG as one writes it with TorchSharp's modules, autograd and torch.optim.Adam: without any of the library's, which the agent's update must equal.</summary>
internal sealed class TorchDdpg : IDisposable
{
    private readonly DdpgAgentOptions options;
    private readonly CriticLayout layout;
    private readonly Linear[] actor;
    private readonly Linear[] critic;
    private readonly Linear[] targetActor;
    private readonly Linear[] targetCritic;
    private readonly optim.Optimizer actorOptimizer;
    private readonly optim.Optimizer criticOptimizer;

    public TorchDdpg(DdpgAgent like, DdpgAgentOptions options, CriticLayout layout)
    {
        (this.options, this.layout) = (options, layout);
        (actor, targetActor) = (Modules(like.Actor), Modules(like.Actor));
        (critic, targetCritic) = (Modules(like.Critic), Modules(like.Critic));
        actorOptimizer = optim.Adam(Parameters(actor), options.ActorLearningRate, options.AdamBeta1, options.AdamBeta2);
        criticOptimizer = optim.Adam(Parameters(critic), options.CriticLearningRate, options.AdamBeta1, options.AdamBeta2);
    }

    public DdpgLosses Update(Tensor states, Tensor actions, Tensor rewards, Tensor nextStates)
    {
        using var scope = NewDisposeScope();
        using Scalar gamma = options.Gamma.ToScalar(), stay = (1 - options.Tau).ToScalar(), follow = options.Tau.ToScalar();
        Tensor target;
        using (no_grad()) target = rewards.add(gamma * Q(targetCritic, nextStates, Mu(targetActor, nextStates)), Scalars.One);
        var q = Q(critic, states, actions);
        var criticLoss = nn.functional.mse_loss(q, target);
        criticOptimizer.zero_grad();
        criticLoss.backward();
        criticOptimizer.step();

        var actorLoss = -Q(critic, states, Mu(actor, states)).mean();
        actorOptimizer.zero_grad();
        actorLoss.backward();
        actorOptimizer.step();

        using (no_grad())
        {
            foreach (var (t, p) in Parameters(targetCritic).Zip(Parameters(critic)).Concat(Parameters(targetActor).Zip(Parameters(actor))))
            {
                t.mul_(stay);
                t.add_(p * follow, Scalars.One);
            }
        }

        return new DdpgLosses(criticLoss.item<float>(), actorLoss.item<float>(), q.mean().item<float>(), WeightSum: 0);
    }

    /// <summary>The weights and biases of actor, critic, target actor and target critic.</summary>
    public float[][] Weights() => [.. new[] { actor, critic, targetActor, targetCritic }.Select(m => Parameters(m).SelectMany(p => p.detach().data<float>().ToArray()).ToArray())];

    public void Dispose()
    {
        foreach (var module in actor.Concat(critic).Concat(targetActor).Concat(targetCritic)) module.Dispose();
        actorOptimizer.Dispose();
        criticOptimizer.Dispose();
    }

    private static Tensor Mu(Linear[] layers, Tensor s)
    {
        var x = s;
        foreach (var layer in layers[..^1]) x = nn.functional.relu(layer.call(x));
        return sigmoid(layers[^1].call(x));
    }

    private Tensor Q(Linear[] layers, Tensor s, Tensor a)
    {
        var x = layout == CriticLayout.ActionAtFirstLayer ? cat([s, a], 1) : s;
        for (int i = 0; i < layers.Length - 1; i++)
        {
            if (i == 1 && layout == CriticLayout.ActionAtSecondLayer) x = cat([x, a], 1);
            x = nn.functional.relu(layers[i].call(x));
        }

        return layers[^1].call(x);
    }

    private static Linear[] Modules(nn.Module like) => [.. Tests.Weights.Layers(like).Select(Copy)];

    private static Linear Copy(Linear layer)
    {
        var module = nn.Linear(layer.weight.shape[1], layer.weight.shape[0]);
        RandomTensors.Assign(module.weight, layer.weight.detach().clone());
        RandomTensors.Assign(module.bias!, layer.bias!.detach().clone());
        return module;
    }

    private static IEnumerable<Parameter> Parameters(Linear[] layers) => layers.SelectMany(l => new[] { l.weight, l.bias! });
}

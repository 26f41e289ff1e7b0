using Ddas.Nas.Agents.Ddpg.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg;

/// <summary>
/// Actor, critic, their targets and optimizers, and the update of deep deterministic policy gradient (Eq. 5 to 9). A
/// continuing task: no target is masked. Owns its networks.
/// </summary>
internal sealed class DdpgLearner : IDisposable
{
    private readonly NetworkParameters actorGradient;
    private readonly NetworkParameters criticGradient;
    private readonly FlatAdam actorOptimizer;
    private readonly FlatAdam criticOptimizer;
    private readonly Tensor tau;
    private readonly double gamma;

    /// <summary>Takes networks, whose weights are also the targets' first weights.</summary>
    /// <param name="actor">Owned from here on.</param>
    /// <param name="critic">Owned from here on.</param>
    /// <param name="options">Validated.</param>
    public DdpgLearner(ActorNetwork actor, CriticNetwork critic, DdpgAgentOptions options)
    {
        (Actor, Critic, gamma) = (actor, critic, options.Gamma);
        (TargetActor, TargetCritic) = (actor.Copy(), critic.Copy());
        (actorGradient, criticGradient) = (actor.Parameters.Empty(), critic.Parameters.Empty());
        actorOptimizer = new FlatAdam(actor.Parameters.Flat, options.ActorLearningRate, options.AdamBeta1, options.AdamBeta2);
        criticOptimizer = new FlatAdam(critic.Parameters.Flat, options.CriticLearningRate, options.AdamBeta1, options.AdamBeta2);
        tau = torch.tensor((float)options.Tau, device: actor.Parameters.Flat.device);
    }

    public ActorNetwork Actor { get; }

    public CriticNetwork Critic { get; }

    public ActorNetwork TargetActor { get; }

    public CriticNetwork TargetCritic { get; }

    /// <summary>Updates the critic, then the actor, then both targets.</summary>
    /// <param name="states">[batch, alpha].</param>
    /// <param name="actions">[batch, alpha].</param>
    /// <param name="rewards">[batch, 1].</param>
    /// <param name="nextStates">[batch, alpha].</param>
    public DdpgLosses Update(Tensor states, Tensor actions, Tensor rewards, Tensor nextStates)
    {
        using var scope = NewDisposeScope();
        var (criticLoss, meanQ) = UpdateCritic(states, actions, rewards, nextStates);
        var actorLoss = UpdateActor(states);
        TargetCritic.Parameters.MoveTowards(Critic.Parameters, tau);
        TargetActor.Parameters.MoveTowards(Actor.Parameters, tau);
        return new DdpgLosses(criticLoss.item<float>(), actorLoss.item<float>(), meanQ.item<float>());
    }

    internal void Step() => actorOptimizer.Step(Actor.Parameters.Flat, actorGradient.Flat);

    public void Dispose()
    {
        Actor.Dispose();
        Critic.Dispose();
        TargetActor.Dispose();
        TargetCritic.Dispose();
        actorGradient.Dispose();
        criticGradient.Dispose();
        actorOptimizer.Dispose();
        criticOptimizer.Dispose();
        tau.Dispose();
    }

    /// <summary>Minimizes the mean of (r + gamma Q'(s', mu'(s')) - Q(s, a))^2.</summary>
    private (Tensor Loss, Tensor MeanQ) UpdateCritic(Tensor states, Tensor actions, Tensor rewards, Tensor nextStates)
    {
        var nextActions = TargetActor.Forward(nextStates)[^1];
        var target = TargetCritic.Forward(nextStates, nextActions)[^1].mul_((float)gamma).add_(rewards); // [batch, 1]
        var trace = Critic.Forward(states, actions);
        var error = trace[^1] - target; // [batch, 1]
        Critic.Backward(trace, error * (2f / error.shape[0]), criticGradient);
        criticOptimizer.Step(Critic.Parameters.Flat, criticGradient.Flat);
        return (error.square().mean(), trace[^1].mean());
    }

    /// <summary>Maximizes the mean of Q(s, mu(s)).</summary>
    private Tensor UpdateActor(Tensor states)
    {
        var actorTrace = Actor.Forward(states);
        var criticTrace = Critic.Forward(states, actorTrace[^1]);
        var q = criticTrace[^1]; // [batch, 1]
        var actionGradient = Critic.ActionGradient(criticTrace, torch.full_like(q, -1f / q.shape[0])); // [batch, alpha]
        Actor.Backward(actorTrace, actionGradient, actorGradient);
        actorOptimizer.Step(Actor.Parameters.Flat, actorGradient.Flat);
        return -q.mean();
    }
}

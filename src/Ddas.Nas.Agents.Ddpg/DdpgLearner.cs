using Ddas.Nas.Agents.Ddpg.Networks;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg;

/// <summary>
/// Actor, critic, their targets and optimizers, and the update of deep deterministic policy gradient (Eq. 5 to 9). A
/// continuing task: no target is masked. Owns its networks.
/// </summary>
/// <remarks>
/// Numbers go to torch as <see cref="Scalar"/> objects that are disposed here. One made by implicit conversion may be
/// finalized, when another thread collects garbage, while native code still reads it.
/// </remarks>
internal sealed class DdpgLearner : IDisposable, IResumable
{
    private readonly NetworkParameters actorGradient;
    private readonly NetworkParameters criticGradient;
    private readonly AdamOptimizer actorOptimizer;
    private readonly AdamOptimizer criticOptimizer;
    private readonly Tensor tau;
    private readonly Device device;
    private readonly Scalar gamma;

    /// <summary>Takes networks, whose weights are also the targets' first weights.</summary>
    /// <param name="actor">Owned from here on.</param>
    /// <param name="critic">Owned from here on.</param>
    /// <param name="options">Validated.</param>
    public DdpgLearner(ActorNetwork actor, CriticNetwork critic, DdpgAgentOptions options)
    {
        (Actor, Critic) = (actor, critic);
        (TargetActor, TargetCritic) = (actor.Copy(), critic.Copy());
        (actorGradient, criticGradient) = (actor.Parameters.Empty(), critic.Parameters.Empty());
        actorOptimizer = Optimizer("actor", actor.Parameters, actorGradient, options.ActorLearningRate, options);
        criticOptimizer = Optimizer("critic", critic.Parameters, criticGradient, options.CriticLearningRate, options);
        device = actor.Parameters.Flat.device;
        gamma = ((float)options.Gamma).ToScalar();
        tau = torch.tensor((float)options.Tau, device: device).DetachFromDisposeScope();
    }

    public ActorNetwork Actor { get; }

    public CriticNetwork Critic { get; }

    public ActorNetwork TargetActor { get; }

    public CriticNetwork TargetCritic { get; }

    /// <summary>Number of updates so far.</summary>
    public int Updates { get; private set; }

    /// <summary>mu(s) of one state.</summary>
    /// <param name="state">[alpha].</param>
    /// <param name="action">Receives as many numbers, each from 0 to 1.</param>
    public void Act(ReadOnlySpan<float> state, Span<float> action)
    {
        using var scope = NewDisposeScope();
        var states = torch.tensor(state.ToArray(), [1, state.Length], device: device);
        Actor.Forward(states)[^1].cpu().data<float>().CopyTo(action);
    }

    /// <summary>Updates the critic, then the actor, then both targets.</summary>
    /// <param name="states">[batch, alpha].</param>
    /// <param name="actions">[batch, alpha].</param>
    /// <param name="rewards">[batch, 1].</param>
    /// <param name="nextStates">[batch, alpha].</param>
    /// <returns>What the update saw; tensors on another device than the networks' are copied there.</returns>
    public DdpgLosses Update(Tensor states, Tensor actions, Tensor rewards, Tensor nextStates)
    {
        using var scope = NewDisposeScope();
        (states, actions, rewards, nextStates) = (states.to(device), actions.to(device), rewards.to(device), nextStates.to(device));
        var (criticLoss, meanQ) = UpdateCritic(states, actions, rewards, nextStates);
        var actorLoss = UpdateActor(states);
        TargetCritic.Parameters.MoveTowards(Critic.Parameters, tau);
        TargetActor.Parameters.MoveTowards(Actor.Parameters, tau);
        Updates++;
        var weights = Critic.Parameters.Flat.sum().add_(Actor.Parameters.Flat.sum(), Scalars.One); // []
        return new DdpgLosses(criticLoss.item<float>(), actorLoss.item<float>(), meanQ.item<float>(), weights.item<float>());
    }

    public void Capture(CheckpointState state)
    {
        state.Section("networks").AddTensors(Networks);
        actorOptimizer.Capture(state.Section("actor_optimizer"));
        criticOptimizer.Capture(state.Section("critic_optimizer"));
    }

    public void Restore(CheckpointState state)
    {
        state.Section("networks").CopyTensorsTo(Networks);
        actorOptimizer.Restore(state.Section("actor_optimizer"));
        criticOptimizer.Restore(state.Section("critic_optimizer"));
        Updates = (int)state.Section("actor_optimizer").Get<long>("actor.step")[0];
    }

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
        gamma.Dispose();
    }

    private (string Name, Tensor Tensor)[] Networks =>
        [("actor", Actor.Parameters.Flat), ("critic", Critic.Parameters.Flat), ("target_actor", TargetActor.Parameters.Flat), ("target_critic", TargetCritic.Parameters.Flat)];

    /// <summary>Minimizes the mean of (r + gamma Q'(s', mu'(s')) - Q(s, a))^2.</summary>
    private (Tensor Loss, Tensor MeanQ) UpdateCritic(Tensor states, Tensor actions, Tensor rewards, Tensor nextStates)
    {
        var nextActions = TargetActor.Forward(nextStates)[^1];
        var target = TargetCritic.Forward(nextStates, nextActions)[^1].mul_(gamma).add_(rewards, Scalars.One); // [batch, 1]
        var trace = Critic.Forward(states, actions);
        var error = trace[^1] - target; // [batch, 1]
        using var scale = (2f / error.shape[0]).ToScalar();
        Critic.Backward(trace, error * scale, criticGradient);
        criticOptimizer.Step();
        return (error.mul(error).mean(), trace[^1].mean());
    }

    /// <summary>Maximizes the mean of Q(s, mu(s)).</summary>
    private Tensor UpdateActor(Tensor states)
    {
        var actorTrace = Actor.Forward(states);
        var criticTrace = Critic.Forward(states, actorTrace[^1]);
        var q = criticTrace[^1]; // [batch, 1]
        using var share = (-1f / q.shape[0]).ToScalar();
        var actionGradient = Critic.ActionGradient(criticTrace, torch.full_like(q, share)); // [batch, alpha]
        Actor.Backward(actorTrace, actionGradient, actorGradient);
        actorOptimizer.Step();
        return -q.mean();
    }

    /// <summary>An optimizer that finds the gradient, which each update overwrites in place, where autograd would leave it.</summary>
    private static AdamOptimizer Optimizer(string name, NetworkParameters parameters, NetworkParameters gradient, double learningRate, DdpgAgentOptions options)
    {
        parameters.Flat.grad = gradient.Flat;
        var adam = new AdamOptions { LearningRate = learningRate, Beta1 = options.AdamBeta1, Beta2 = options.AdamBeta2 };
        return new AdamOptimizer(adam, [(name, parameters.Flat)]);
    }
}

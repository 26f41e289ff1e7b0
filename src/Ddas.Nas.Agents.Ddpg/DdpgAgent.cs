using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Agents.Noise;
using Ddas.Nas.Agents.Replay;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg;

/// <summary>
/// Deep deterministic policy gradient over architectures (DDAS, Section IV): uniform random actions in the explore phase,
/// then the actor's output with noise and one update a step; in the final phase of DDAS-4S no noise, but bursts of it on
/// stagnation, and a sliding window of transitions. The task never ends, so no target is masked. All randomness comes
/// from the seed; torch's generators change nothing, and a run repeats bit for bit on the same processor, thread count
/// and libtorch. Keep one agent on one thread.
/// </summary>
public sealed class DdpgAgent : ISearchAgent, IResumable, IDescribed, IDisposable
{
    private readonly SearchSpaceDefinition space;
    private readonly ExplorationSchedule schedule;
    private readonly long seed;
    private readonly int? finalWindow;
    private readonly DdpgAgentOptions options;
    private readonly INoiseProcess? exploitNoise;
    private readonly Device device;
    private readonly Scalar gamma;
    private readonly Tensor tau; // []
    private readonly AdamOptimizer actorOptimizer, criticOptimizer;
    private readonly ReplayBatch batch;
    private readonly ActionSampler sampler;
    private readonly StagnationDetector? stagnation;
    private readonly float[] mu;
    private AgentDiagnostics diagnostics;
    private bool inBurst, disposed;

    /// <summary>Creates an agent that has seen nothing. Loads torch where that has not happened.</summary>
    /// <param name="space">The space to search; with <see cref="DdpgAgentOptions.HiddenSizes"/> it fixes the sizes of the networks.</param>
    /// <param name="options">How to explore and learn; null for DDAS-G.</param>
    /// <param name="exploitNoise">Noise of the exploit phase in place of <see cref="DdpgAgentOptions.ExploitNoise"/>; null to keep that.</param>
    /// <exception cref="OptionsException">An option is out of range, or there is no such device.</exception>
    /// <exception cref="ArgumentException">A noise is given, but actions are to be drawn from a truncated normal.</exception>
    /// <exception cref="Torch.Native.TorchNativeException">Torch's native libraries do not load.</exception>
    public DdpgAgent(SearchSpaceDefinition space, DdpgAgentOptions? options = null, INoiseProcess? exploitNoise = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        options ??= new DdpgAgentOptions();
        options.Validate();
        if (exploitNoise is not null && options.Clip == ClipPolicy.TruncatedNormal)
            throw new ArgumentException($"Clip {nameof(ClipPolicy.TruncatedNormal)} draws Gaussian noise itself and cannot use another.", nameof(exploitNoise));
        (this.space, schedule, seed, finalWindow) = (space, options.Schedule, options.Seed, options.FinalWindow);
        sampler = new ActionSampler(options, exploitNoise);
        if (options.Bursts && schedule.Final > 0) stagnation = new StagnationDetector(options.Stagnation);
        mu = new float[space.ActionLength];
        diagnostics = new AgentDiagnostics(schedule.PhaseAt(0).ToRecordName());
        Replay = new ReplayBuffer(space.ActionLength, options.ReplayCapacity);

        (this.options, this.exploitNoise) = (options, exploitNoise);
        TorchNative.EnsureLoaded();
        device = options.FindDevice();
        batch = new ReplayBatch(options.BatchSize, space.ActionLength);
        (Actor, TargetActor) = (CreateActor(options), CreateActor(options));
        (Critic, TargetCritic) = (CreateCritic(options), CreateCritic(options));
        OrthogonalInitializer.Fill(options.Initialization, seed, Actor, Critic);
        TargetActor.load_state_dict(Actor.state_dict());
        TargetCritic.load_state_dict(Critic.state_dict());
        actorOptimizer = CreateOptimizer(Actor, options.ActorLearningRate, options);
        criticOptimizer = CreateOptimizer(Critic, options.CriticLearningRate, options);
        gamma = ((float)options.Gamma).ToScalar();
        tau = tensor((float)options.Tau, device: device).DetachFromDisposeScope();
    }

    /// <summary>DDAS-NL: a third explore, two thirds exploit with noise that only breaks ties.</summary>
    /// <param name="space">The space to search.</param>
    /// <param name="steps">Steps of the search, at least 1; the paper's are 1,500.</param>
    /// <param name="seed">Any number; default 2, the paper's for search.</param>
    public static DdpgAgent Nl(SearchSpaceDefinition space, int steps, long seed = DdpgAgentOptions.PaperSeed) => Create(space, DdpgAgentOptions.Nl(steps), seed);

    /// <summary>DDAS-G: a third explore, two thirds exploit with Gaussian noise of 0.05.</summary>
    /// <inheritdoc cref="Nl"/>
    public static DdpgAgent G(SearchSpaceDefinition space, int steps, long seed = DdpgAgentOptions.PaperSeed) => Create(space, DdpgAgentOptions.G(steps), seed);

    /// <summary>DDAS-4S: as G, but a last third without noise, with bursts of it when the search stagnates.</summary>
    /// <inheritdoc cref="Nl"/>
    public static DdpgAgent FourStage(SearchSpaceDefinition space, int steps, long seed = DdpgAgentOptions.PaperSeed) => Create(space, DdpgAgentOptions.FourStage(steps), seed);

    /// <inheritdoc/>
    public int? PlannedSteps
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return schedule.Steps;
        }
    }

    /// <inheritdoc/>
    public AgentDiagnostics Diagnostics
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return diagnostics;
        }
    }

    internal Sequential Actor { get; }

    internal Sequential TargetActor { get; }

    internal Critic Critic { get; }

    internal Critic TargetCritic { get; }

    internal ReplayBuffer Replay { get; }

    /// <inheritdoc/>
    public ArchitectureWeights Act(ArchitectureWeights state, int step)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        RequireSpace(state);
        var phase = schedule.PhaseAt(step);
        if (phase == SearchPhase.Explore) return UniformAction.At(space, seed, step);
        Replay.Window = phase == SearchPhase.Final ? finalWindow : null;
        inBurst = phase == SearchPhase.Final && stagnation is { InBurst: true };
        Mu(state.Values, mu);
        return ArchitectureWeights.FromValues(space, sampler.Sample(mu, phase, inBurst, step));
    }

    /// <inheritdoc/>
    /// <exception cref="NonFiniteException">Actor or critic diverged.</exception>
    public void Observe(Transition transition)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentNullException.ThrowIfNull(transition);
        RequireSpace(transition.State);
        var phase = schedule.PhaseAt(transition.Step);
        var outcome = transition.Outcome;
        Replay.Add(transition.State.Values, ActionSampler.Clip(transition.Action.Values), (float)outcome.Reward, outcome.NextState.Values);
        if (phase == SearchPhase.Final && stagnation?.Observe(outcome.Architecture) == true) sampler.BeginBurst();
        diagnostics = phase == SearchPhase.Explore
            ? new AgentDiagnostics(phase.ToRecordName())
            : Describe(phase, Learn(transition.Step));
    }

    /// <summary>mu(s) of one state.</summary>
    /// <param name="state">[alpha].</param>
    /// <param name="action">Receives as many numbers, each from 0 to 1.</param>
    internal void Mu(ReadOnlySpan<float> state, Span<float> action)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var states = tensor(state.ToArray(), [1, state.Length], device: device);
        Actor.call(states).cpu().data<float>().CopyTo(action);
    }

    /// <summary>One update (Eq. 5 to 9): the critic, then the actor, then both targets.</summary>
    /// <param name="states">[batch, alpha].</param>
    /// <param name="actions">[batch, alpha].</param>
    /// <param name="rewards">[batch, 1].</param>
    /// <param name="nextStates">[batch, alpha].</param>
    internal DdpgLosses Update(Tensor states, Tensor actions, Tensor rewards, Tensor nextStates)
    {
        using var scope = NewDisposeScope();
        using var withGradients = enable_grad(); // whatever the caller's mode is
        (states, actions, rewards, nextStates) = (states.to(device), actions.to(device), rewards.to(device), nextStates.to(device));

        // The critic minimizes the mean of (r + gamma Q'(s', mu'(s')) - Q(s, a))^2.
        Tensor target;
        using (no_grad()) target = TargetCritic.call(nextStates, TargetActor.call(nextStates)).mul_(gamma).add_(rewards, Scalars.One); // [batch, 1]
        var q = Critic.call(states, actions); // [batch, 1]
        var criticLoss = nn.functional.mse_loss(q, target); // []
        criticLoss.backward();
        criticOptimizer.Step();

        // The actor maximizes the mean of Q(s, mu(s)); meanwhile the critic is frozen, as its gradient would be thrown away.
        SetRequiresGrad(Critic, false);
        var actorLoss = -Critic.call(states, Actor.call(states)).mean(); // []
        actorLoss.backward();
        actorOptimizer.Step();
        SetRequiresGrad(Critic, true);
        Gradients.Clear(criticOptimizer.Parameters);
        Gradients.Clear(actorOptimizer.Parameters);

        // The targets follow: theta' = (1 - tau) theta' + tau theta.
        using (no_grad())
        {
            foreach (var (slow, fast) in TargetCritic.parameters().Zip(Critic.parameters())) slow.lerp_(fast, tau);
            foreach (var (slow, fast) in TargetActor.parameters().Zip(Actor.parameters())) slow.lerp_(fast, tau);
            return new DdpgLosses(criticLoss.item<float>(), actorLoss.item<float>(), q.mean().item<float>(), WeightSum());
        }
    }

    /// <inheritdoc/>
    public void Describe(RunDescription into)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentNullException.ThrowIfNull(into);
        DdpgDescription.Write(options, exploitNoise, into);
        into.Device = options.Device;
        into.Threads = get_num_threads();
        into.LibtorchVersion = TorchNative.Describe().LibtorchVersion;
    }

    /// <inheritdoc/>
    public void Capture(CheckpointState state)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentNullException.ThrowIfNull(state);
        state.Section("networks").AddTensors(Networks);
        actorOptimizer.Capture(state.Section("actor_optimizer"));
        criticOptimizer.Capture(state.Section("critic_optimizer"));
        Replay.Capture(state.Section("replay"));
        sampler.Capture(state.Section("noise"));
        stagnation?.Capture(state.Section("stagnation"));
    }

    /// <inheritdoc/>
    public void Restore(CheckpointState state)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentNullException.ThrowIfNull(state);
        state.Section("networks").CopyTensorsTo(Networks);
        actorOptimizer.Restore(state.Section("actor_optimizer"));
        criticOptimizer.Restore(state.Section("critic_optimizer"));
        Replay.Restore(state.Section("replay"));
        sampler.Restore(state.Section("noise"));
        stagnation?.Restore(state.Section("stagnation"), space);
    }

    /// <summary>Frees the networks.</summary>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        foreach (var part in (IDisposable[])[Actor, Critic, TargetActor, TargetCritic, actorOptimizer, criticOptimizer, batch, tau, gamma]) part.Dispose();
    }

    private IEnumerable<(string Name, Tensor Tensor)> Networks =>
        from network in ((string Name, nn.Module Module)[])[("actor", Actor), ("critic", Critic), ("target_actor", TargetActor), ("target_critic", TargetCritic)]
        from parameter in network.Module.named_parameters()
        select ($"{network.Name}.{parameter.name}", (Tensor)parameter.parameter);

    private static DdpgAgent Create(SearchSpaceDefinition space, DdpgAgentOptions options, long seed)
    {
        options.Seed = seed;
        return new DdpgAgent(space, options);
    }

    private Sequential CreateActor(DdpgAgentOptions options) =>
        nn.Sequential(Mlp.Create(device, [space.ActionLength, .. options.HiddenSizes, space.ActionLength]), nn.Sigmoid());

    private Critic CreateCritic(DdpgAgentOptions options) => new(space.ActionLength, options.HiddenSizes, options.CriticLayout, device);

    private static void SetRequiresGrad(nn.Module network, bool value)
    {
        foreach (var parameter in network.parameters()) parameter.requires_grad = value;
    }

    private static AdamOptimizer CreateOptimizer(nn.Module network, double learningRate, DdpgAgentOptions options) => new(
        new AdamOptions { LearningRate = learningRate, Beta1 = options.AdamBeta1, Beta2 = options.AdamBeta2 },
        network.named_parameters().Select(static p => (p.name, (Tensor)p.parameter)));

    private DdpgLosses Learn(int step)
    {
        batch.Draw(Replay, new RandomStream(seed, RandomPurpose.Replay, step));
        var losses = Update(batch.States, batch.Actions, batch.Rewards, batch.NextStates);
        if (!losses.AreFinite)
            throw new NonFiniteException($"Step {step}: the agent diverged (critic loss {losses.Critic}, actor loss {losses.Actor}, sum of weights {losses.WeightSum}); lower the learning rates or the scale of the reward.");
        return losses;
    }

    private float WeightSum()
    {
        using var sum = zeros(1, device: device); // [1]
        foreach (var parameter in criticOptimizer.Parameters.Concat(actorOptimizer.Parameters)) sum.add_(parameter.sum(), Scalars.One);
        return sum.item<float>();
    }

    private AgentDiagnostics Describe(SearchPhase phase, DdpgLosses losses)
    {
        var (spread, saturation) = ActorOutput.Of(mu);
        return new AgentDiagnostics(phase.ToRecordName(), Figures.None
            .With("criticLoss", losses.Critic).With("actorLoss", losses.Actor).With("meanQ", losses.MeanQ)
            .With("spread", spread)
            .With(AgentDiagnostics.Saturation, saturation)
            .With("burst", stagnation is null ? null : inBurst ? 1 : 0));
    }

    private void RequireSpace(ArchitectureWeights state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!state.Space.Equals(space)) throw new ArgumentException($"The state belongs to space '{state.Space}', but the agent searches '{space}'.", nameof(state));
    }
}

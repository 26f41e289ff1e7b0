using System.Globalization;
using Ddas.Nas.Agents.Ddpg.Networks;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Agents.Noise;
using Ddas.Nas.Agents.Replay;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.Torch;
using TorchSharp;

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
    private const float Saturated = 0.01f;
    private readonly SearchSpaceDefinition space;
    private readonly ExplorationSchedule schedule;
    private readonly long seed;
    private readonly int? finalWindow;
    private readonly DdpgAgentOptions options;
    private readonly INoiseProcess? exploitNoise;
    private readonly DdpgLearner learner;
    private readonly ReplayBuffer replay;
    private readonly ReplayBatch batch;
    private readonly ActionSampler sampler;
    private readonly StagnationDetector? stagnation;
    private readonly float[] mu;
    private bool inBurst;

    /// <summary>Creates an agent that has seen nothing. Loads torch where that has not happened.</summary>
    /// <param name="space">The space to search; it fixes the sizes of the networks.</param>
    /// <param name="options">How to explore and learn; null for DDAS-G.</param>
    /// <param name="exploitNoise">Noise of the exploit phase in place of <see cref="DdpgAgentOptions.ExploitNoise"/>; null to keep that.</param>
    /// <exception cref="OptionsException">An option is out of range, or there is no such device.</exception>
    /// <exception cref="ArgumentException">A noise is given, but actions are to be drawn from a truncated normal.</exception>
    /// <exception cref="TorchNativeException">Torch's native libraries do not load.</exception>
    public DdpgAgent(SearchSpaceDefinition space, DdpgAgentOptions? options = null, INoiseProcess? exploitNoise = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        options ??= new DdpgAgentOptions();
        options.Validate();
        if (exploitNoise is not null && options.Clip == ClipPolicy.TruncatedNormal)
            throw new ArgumentException($"Clip {nameof(ClipPolicy.TruncatedNormal)} draws Gaussian noise itself and cannot use another.", nameof(exploitNoise));
        (this.space, schedule, seed, finalWindow) = (space, options.Schedule, options.Seed, options.FinalWindow);
        replay = new ReplayBuffer(space.ActionLength, options.ReplayCapacity);
        sampler = new ActionSampler(options, exploitNoise);
        if (options.Bursts && schedule.Final > 0) stagnation = new StagnationDetector(options.Stagnation);
        mu = new float[space.ActionLength];
        Diagnostics = new AgentDiagnostics(schedule.PhaseAt(0).ToRecordName());
        TorchNative.EnsureLoaded();
        learner = CreateLearner(space, options);
        (this.options, this.exploitNoise) = (options, exploitNoise);
        batch = new ReplayBatch(options.BatchSize, space.ActionLength);
    }

    /// <inheritdoc/>
    public int? PlannedSteps => schedule.Steps;

    /// <inheritdoc/>
    public AgentDiagnostics Diagnostics { get; private set; }

    internal DdpgLearner Learner => learner;

    internal ReplayBuffer Replay => replay;

    /// <inheritdoc/>
    public ArchitectureWeights Act(ArchitectureWeights state, int step)
    {
        RequireSpace(state);
        var phase = schedule.PhaseAt(step);
        if (phase == SearchPhase.Explore) return UniformAction.At(space, seed, step);
        replay.Window = phase == SearchPhase.Final ? finalWindow : null;
        inBurst = phase == SearchPhase.Final && stagnation is { InBurst: true };
        learner.Act(state.Values, mu);
        return ArchitectureWeights.FromValues(space, sampler.Sample(mu, phase, inBurst, step));
    }

    /// <inheritdoc/>
    /// <exception cref="NonFiniteException">Actor or critic diverged.</exception>
    public void Observe(Transition transition)
    {
        ArgumentNullException.ThrowIfNull(transition);
        RequireSpace(transition.State);
        var phase = schedule.PhaseAt(transition.Step);
        var outcome = transition.Outcome;
        replay.Add(transition.State.Values, ActionSampler.Clip(transition.Action.Values), (float)outcome.Reward, outcome.NextState.Values);
        if (phase == SearchPhase.Final && stagnation?.Observe(outcome.Architecture) == true) sampler.BeginBurst();
        Diagnostics = phase == SearchPhase.Explore
            ? new AgentDiagnostics(phase.ToRecordName())
            : Describe(phase, Update(transition.Step));
    }

    /// <inheritdoc/>
    public void Describe(RunDescription into)
    {
        ArgumentNullException.ThrowIfNull(into);
        DdpgDescription.Write(options, exploitNoise, into);
        into.Device = options.Device;
        into.Threads = torch.get_num_threads();
        into.LibtorchVersion = TorchNative.Describe().LibtorchVersion;
    }

    /// <inheritdoc/>
    public void Capture(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        learner.Capture(state.Section("learner"));
        replay.Capture(state.Section("replay"));
        sampler.Capture(state.Section("noise"));
        stagnation?.Capture(state.Section("stagnation"));
    }

    /// <inheritdoc/>
    public void Restore(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        learner.Restore(state.Section("learner"));
        replay.Restore(state.Section("replay"));
        sampler.Restore(state.Section("noise"));
        stagnation?.Restore(state.Section("stagnation"), space);
    }

    /// <summary>Frees the networks.</summary>
    public void Dispose()
    {
        learner.Dispose();
        batch.Dispose();
    }

    private static DdpgLearner CreateLearner(SearchSpaceDefinition space, DdpgAgentOptions options)
    {
        var device = FindDevice(options.Device);
        var actor = new ActorNetwork(space.ActionLength, device);
        var critic = new CriticNetwork(space.ActionLength, options.CriticLayout, device);
        OrthogonalInitializer.Fill(actor.Parameters, options.Initialization, options.Seed, firstIndex: 0);
        OrthogonalInitializer.Fill(critic.Parameters, options.Initialization, options.Seed, actor.Parameters.Layers.Count);
        return new DdpgLearner(actor, critic, options);
    }

    private static torch.Device FindDevice(string name)
    {
        int devices = name == "cpu" ? 0 : torch.cuda.is_available() ? torch.cuda.device_count() : 0;
        int index = name.IndexOf(':', StringComparison.Ordinal) is > 0 and int colon ? int.Parse(name[(colon + 1)..], CultureInfo.InvariantCulture) : 0;
        if (name != "cpu" && index >= devices)
            throw new OptionsException(nameof(DdpgAgentOptions), [$"Device is {name}, but torch finds {devices} CUDA devices here."]);
        return torch.device(name);
    }

    private DdpgLosses Update(int step)
    {
        batch.Draw(replay, new RandomStream(seed, RandomPurpose.Replay, step));
        var losses = learner.Update(batch.States, batch.Actions, batch.Rewards, batch.NextStates);
        if (!losses.AreFinite)
            throw new NonFiniteException($"Step {step}: the agent diverged (critic loss {losses.Critic}, actor loss {losses.Actor}, sum of weights {losses.WeightSum}); lower the learning rates or the scale of the reward.");
        return losses;
    }

    private AgentDiagnostics Describe(SearchPhase phase, DdpgLosses losses)
    {
        double mean = mu.Average(static x => (double)x);
        return new AgentDiagnostics(phase.ToRecordName(), Figures.None
            .With("criticLoss", losses.Critic).With("actorLoss", losses.Actor).With("meanQ", losses.MeanQ)
            .With("spread", Math.Sqrt(mu.Average(x => (x - mean) * (x - mean))))
            .With(AgentDiagnostics.Saturation, mu.Average(static x => x is < Saturated or > 1 - Saturated ? 1.0 : 0.0))
            .With("burst", stagnation is null ? null : inBurst ? 1 : 0));
    }

    private void RequireSpace(ArchitectureWeights state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!state.Space.Equals(space)) throw new ArgumentException($"The state belongs to space '{state.Space}', but the agent searches '{space}'.", nameof(state));
    }
}

using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Agents.Noise;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Ddpg;

/// <summary>Adds the noise of a phase, or of a burst, to the actor's output.</summary>
internal sealed class ActionSampler : IResumable
{
    private readonly ClipPolicy clip;
    private readonly (ActionNoise Setting, INoiseProcess Process) exploit;
    private readonly (ActionNoise Setting, INoiseProcess Process) final;
    private readonly OrnsteinUhlenbeckNoise burst;
    private readonly long seed;

    /// <param name="options">Validated.</param>
    /// <param name="exploitNoise">Replaces the exploit noise of the options; null to keep it.</param>
    public ActionSampler(DdpgAgentOptions options, INoiseProcess? exploitNoise)
    {
        (clip, seed) = (options.Clip, options.Seed);
        exploit = (options.ExploitNoise, exploitNoise ?? options.ExploitNoise.CreateProcess());
        final = (options.FinalNoise, options.FinalNoise.CreateProcess());
        burst = new OrnsteinUhlenbeckNoise(options.BurstNoise);
    }

    /// <summary>Must be called before the first step of a burst.</summary>
    public void BeginBurst() => burst.Reset();

    /// <summary>mu + Z as it is to be discretized.</summary>
    /// <param name="mu">The actor's output.</param>
    /// <param name="phase">The phase, not explore.</param>
    /// <param name="inBurst">Whether the noise is the burst's.</param>
    /// <param name="step">The search step, which decides the draws.</param>
    public float[] Sample(ReadOnlySpan<float> mu, SearchPhase phase, bool inBurst, int step)
    {
        var random = new RandomStream(seed, RandomPurpose.Noise, step);
        var (setting, process) = inBurst ? (default, burst) : phase == SearchPhase.Exploit ? exploit : final;
        var action = new float[mu.Length];
        if (clip == ClipPolicy.TruncatedNormal && setting.Kind == NoiseKind.Gaussian)
        {
            for (int i = 0; i < action.Length; i++) action[i] = (float)TruncatedNormal.Draw(mu[i], setting.Scale, 0, 1, ref random);
            return action;
        }

        process.Fill(action, ref random);
        for (int i = 0; i < action.Length; i++) action[i] += mu[i];
        return clip == ClipPolicy.ClipFirst ? Clip(action) : action;
    }

    /// <remarks>The processes of the options have no memory but the burst's; the caller's may have one.</remarks>
    public void Capture(CheckpointState state)
    {
        burst.Capture(state.Section("burst"));
        (exploit.Process as IResumable)?.Capture(state.Section("exploit"));
    }

    public void Restore(CheckpointState state)
    {
        burst.Restore(state.Section("burst"));
        (exploit.Process as IResumable)?.Restore(state.Section("exploit"));
    }

    /// <summary>A copy, every number moved into [0, 1].</summary>
    public static float[] Clip(ReadOnlySpan<float> action)
    {
        var clipped = new float[action.Length];
        for (int i = 0; i < clipped.Length; i++) clipped[i] = Math.Clamp(action[i], 0f, 1f);
        return clipped;
    }
}

using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Noise;

/// <summary>
/// Noise that drifts: every entry is an Ornstein-Uhlenbeck process of its own, by the Euler-Maruyama step
/// x + theta (mean - x) dt + sigma sqrt(dt) N(0, 1) (Lillicrap et al. 2016). From a reset on, the k-th vector has
/// standard deviation sigma sqrt(dt (1 - a^2k) / (1 - a^2)) and consecutive vectors approach correlation
/// a = 1 - theta dt.
/// </summary>
public sealed class OrnsteinUhlenbeckNoise : INoiseProcess, IResumable
{
    private readonly double pull;
    private readonly double scale;
    private readonly double mean;
    private readonly double start;
    private double[] x = [];

    /// <summary>Creates the process at its start.</summary>
    /// <param name="options">The constants; null for the defaults.</param>
    /// <exception cref="OptionsException">An option is out of range.</exception>
    public OrnsteinUhlenbeckNoise(OrnsteinUhlenbeckOptions? options = null)
    {
        options ??= new OrnsteinUhlenbeckOptions();
        options.Validate();
        pull = options.Theta * options.TimeStep;
        scale = options.Sigma * Math.Sqrt(options.TimeStep);
        (mean, start) = (options.Mean, options.Start);
    }

    /// <inheritdoc/>
    public void Reset() => x = [];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The length differs from the one since the last reset.</exception>
    public void Fill(Span<float> noise, ref RandomStream random)
    {
        if (x.Length == 0)
        {
            x = new double[noise.Length];
            Array.Fill(x, start);
        }

        if (noise.Length != x.Length)
            throw new ArgumentException($"The process has {x.Length} entries since its last reset, not {noise.Length}.", nameof(noise));
        for (int i = 0; i < x.Length; i++)
        {
            x[i] += (pull * (mean - x[i])) + (scale * random.NextGaussian());
            noise[i] = (float)x[i];
        }
    }

    /// <inheritdoc/>
    public void Capture(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Add<double>("x", x, x.Length);
    }

    /// <inheritdoc/>
    public void Restore(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        x = state.Get<double>("x", -1).ToArray();
    }
}

using Ddas.Nas.Agents.Noise;

namespace Ddas.Nas.Agents.Ddpg;

/// <summary>The noise on the actor's action, independent for each entry and step. The <c>default</c> value is no noise.</summary>
/// <param name="Kind">The distribution.</param>
/// <param name="Scale">Half the width of a uniform, the standard deviation of a Gaussian distribution; at least 0.</param>
public readonly record struct ActionNoise(NoiseKind Kind, double Scale)
{
    /// <summary>No noise: the final stage of DDAS-4S.</summary>
    public static ActionNoise None => default;

    /// <summary>U(-scale, scale); DDAS-NL: 1e-5.</summary>
    public static ActionNoise Uniform(double scale) => new(NoiseKind.Uniform, scale);

    /// <summary>N(0, scale^2); DDAS-G and DDAS-4S: 0.05.</summary>
    public static ActionNoise Gaussian(double scale) => new(NoiseKind.Gaussian, scale);

    internal INoiseProcess CreateProcess() => Kind switch
    {
        NoiseKind.Uniform => new UniformNoise(-Scale, Scale),
        NoiseKind.Gaussian => new GaussianNoise(Scale),
        _ => new NoNoise(),
    };
}

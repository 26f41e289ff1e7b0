using System.Text.RegularExpressions;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Agents.Noise;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Ddpg;

internal static partial class DdpgAgentOptionsValidator
{
    public static void Validate(DdpgAgentOptions options)
    {
        var errors = new OptionErrors(nameof(DdpgAgentOptions));
        errors.Check(options.Schedule is not null, "Schedule is missing.");
        CheckNoise(options, errors);
        errors.InRange(nameof(options.Gamma), options.Gamma, 0, 1);
        errors.Check(options.Gamma != 1, "Gamma is 1, but must be below 1, as the task never ends.");
        errors.Above(nameof(options.Tau), options.Tau, 0);
        errors.Check(!(options.Tau > 1), FormattableString.Invariant($"Tau is {options.Tau}, but must be at most 1."));
        errors.Above(nameof(options.ActorLearningRate), options.ActorLearningRate, 0);
        errors.Above(nameof(options.CriticLearningRate), options.CriticLearningRate, 0);
        CheckDecay(nameof(options.AdamBeta1), options.AdamBeta1, errors);
        CheckDecay(nameof(options.AdamBeta2), options.AdamBeta2, errors);
        errors.AtLeast(nameof(options.BatchSize), options.BatchSize, 1);
        errors.AtLeast(nameof(options.ReplayCapacity), options.ReplayCapacity, 1);
        errors.AtLeast(nameof(options.FinalWindow), options.FinalWindow ?? 1, 1);
        errors.Defined(nameof(options.CriticLayout), options.CriticLayout);
        errors.Defined(nameof(options.Initialization), options.Initialization);
        errors.Check(options.Device is { } device && DeviceName().IsMatch(device), $"Device is '{options.Device}', but must be cpu, cuda or cuda:N.");
        errors.ThrowIfAny();
    }

    private static void CheckNoise(DdpgAgentOptions options, OptionErrors errors)
    {
        errors.Defined(nameof(options.Clip), options.Clip);
        CheckNoise(nameof(options.ExploitNoise), options.ExploitNoise, options.Clip, errors);
        CheckNoise(nameof(options.FinalNoise), options.FinalNoise, options.Clip, errors);
        CheckNested(nameof(options.Stagnation), () => _ = new StagnationDetector(options.Stagnation), errors);
        CheckNested(nameof(options.BurstNoise), () => _ = new OrnsteinUhlenbeckNoise(options.BurstNoise), errors);
    }

    private static void CheckNoise(string name, ActionNoise noise, ClipPolicy clip, OptionErrors errors)
    {
        errors.Defined(name, noise.Kind);
        errors.AtLeast(name, noise.Scale, 0);
        errors.Check(
            clip != ClipPolicy.TruncatedNormal || noise.Kind != NoiseKind.Uniform,
            $"{name} is uniform, but Clip {nameof(ClipPolicy.TruncatedNormal)} needs Gaussian noise.");
    }

    private static void CheckDecay(string name, double decay, OptionErrors errors) =>
        errors.Check(decay is >= 0 and < 1, FormattableString.Invariant($"{name} is {decay}, but must be from 0 and below 1."));

    private static void CheckNested(string name, Action create, OptionErrors errors)
    {
        try
        {
            create();
        }
        catch (OptionsException exception)
        {
            foreach (string error in exception.Errors) errors.Check(false, $"{name}: {error}");
        }
    }

    [GeneratedRegex(@"^(cpu|cuda(:\d{1,3})?)\z")]
    private static partial Regex DeviceName();
}

using System.Globalization;
using System.Text.RegularExpressions;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Agents.Noise;
using Ddas.Nas.SearchSpace;
using TorchSharp;

namespace Ddas.Nas.Agents.Ddpg;

/// <summary>
/// How a <see cref="DdpgAgent"/> explores and learns. The defaults are DDAS-G; <see cref="Nl"/>, <see cref="G"/> and
/// <see cref="FourStage"/> make the paper's three variants for any number of steps.
/// </summary>
public sealed partial class DdpgAgentOptions
{
    internal const long PaperSeed = 2;

    /// <summary>Steps of each phase. Default: 500 explore, 1,000 exploit (Section IV).</summary>
    public ExplorationSchedule Schedule { get; set; } = ExplorationSchedule.TwoStage;

    /// <summary>Noise of the exploit phase. Default N(0, 0.05^2) (DDAS-G).</summary>
    public ActionNoise ExploitNoise { get; set; } = ActionNoise.Gaussian(0.05);

    /// <summary>Noise of the final phase outside bursts. Default none (DDAS-4S).</summary>
    public ActionNoise FinalNoise { get; set; } = ActionNoise.None;

    /// <summary>Whether stagnation in the final phase starts bursts of <see cref="BurstNoise"/>. Default yes (DDAS-4S).</summary>
    public bool Bursts { get; set; } = true;

    /// <summary>What is stagnation, and how long a burst takes; counted from the first step of the final phase. Default: the defaults of its class.</summary>
    public StagnationOptions Stagnation { get; set; } = new();

    /// <summary>The noise of a burst, in place of <see cref="FinalNoise"/>; it is reset when a burst begins. Default: the defaults of its class.</summary>
    public OrnsteinUhlenbeckOptions BurstNoise { get; set; } = new();

    /// <summary>What happens to an action with noise that leaves [0, 1]. Default: discretize the raw one, store the clipped one.</summary>
    public ClipPolicy Clip { get; set; } = ClipPolicy.StoreClipped;

    /// <summary>Discount, from 0, below 1. Default 0.99.</summary>
    public double Gamma { get; set; } = 0.99;

    /// <summary>Share by which the targets follow at each update, above 0, at most 1. Default 1e-3.</summary>
    public double Tau { get; set; } = 1e-3;

    /// <summary>Learning rate of the actor, above 0. Default 1e-4.</summary>
    public double ActorLearningRate { get; set; } = 1e-4;

    /// <summary>Learning rate of the critic, above 0. Default 1e-3.</summary>
    public double CriticLearningRate { get; set; } = 1e-3;

    /// <summary>Adam's decay of the mean gradient, from 0, below 1. Default 0.9.</summary>
    public double AdamBeta1 { get; set; } = 0.9;

    /// <summary>Adam's decay of the mean squared gradient, from 0, below 1. Default 0.99 as printed; elsewhere often 0.999.</summary>
    public double AdamBeta2 { get; set; } = 0.99;

    /// <summary>Transitions of a minibatch, at least 1; drawn with replacement, so the buffer may hold fewer. Default 64.</summary>
    public int BatchSize { get; set; } = 64;

    /// <summary>Most transitions that are kept, at least 1. Default 1,000,000.</summary>
    public int ReplayCapacity { get; set; } = 1_000_000;

    /// <summary>The newest transitions that the final phase learns from, at least 1; null for all. Default 500 (DDAS-4S).</summary>
    public int? FinalWindow { get; set; } = 500;

    /// <summary>Units of each hidden layer of actor and critic; at least one layer, each of at least 1. Default 256, 256, 256.</summary>
    public IReadOnlyList<int> HiddenSizes { get; set; } = [256, 256, 256];

    /// <summary>Where the action enters the critic. Default: at the first layer.</summary>
    public CriticLayout CriticLayout { get; set; } = CriticLayout.ActionAtFirstLayer;

    /// <summary>The first weights. Default: orthogonal, output layers scaled by 1e-3.</summary>
    public NetworkInitialization Initialization { get; set; } = NetworkInitialization.OrthogonalSmallOutput;

    /// <summary>Seed of exploration, noise, minibatches and first weights; any number. Default 2, the paper's for search.</summary>
    public long Seed { get; set; } = PaperSeed;

    /// <summary>Where the networks compute: <c>cpu</c> (default), <c>cuda</c> or <c>cuda:N</c>.</summary>
    public string Device { get; set; } = "cpu";

    /// <summary>DDAS-NL: a third explore, two thirds exploit with U(-1e-5, 1e-5).</summary>
    /// <param name="steps">Steps of the search, at least 1; the paper's are 1,500.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1.</exception>
    public static DdpgAgentOptions Nl(int steps = 1500) =>
        new() { Schedule = ExplorationSchedule.TwoStage.ScaleTo(steps), ExploitNoise = ActionNoise.Uniform(1e-5) };

    /// <summary>DDAS-G: a third explore, two thirds exploit with N(0, 0.05^2).</summary>
    /// <param name="steps">Steps of the search, at least 1; the paper's are 1,500.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1.</exception>
    public static DdpgAgentOptions G(int steps = 1500) => new() { Schedule = ExplorationSchedule.TwoStage.ScaleTo(steps) };

    /// <summary>
    /// DDAS-4S: a third explore, a third exploit with N(0, 0.05^2), and a third final without noise but bursts, learning
    /// from as many transitions as it has steps.
    /// </summary>
    /// <param name="steps">Steps of the search, at least 1; the paper's are 1,500.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1.</exception>
    public static DdpgAgentOptions FourStage(int steps = 1500)
    {
        var schedule = ExplorationSchedule.FourStage.ScaleTo(steps);
        return new() { Schedule = schedule, FinalWindow = Math.Max(1, schedule.Final) };
    }

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(DdpgAgentOptions));
        errors.Check(Schedule is not null, "Schedule is missing.");
        CheckNoise(errors);
        errors.InRange(nameof(Gamma), Gamma, 0, 1);
        errors.Check(Gamma != 1, "Gamma is 1, but must be below 1, as the task never ends.");
        errors.Above(nameof(Tau), Tau, 0);
        errors.Check(!(Tau > 1), FormattableString.Invariant($"Tau is {Tau}, but must be at most 1."));
        errors.Above(nameof(ActorLearningRate), ActorLearningRate, 0);
        errors.Above(nameof(CriticLearningRate), CriticLearningRate, 0);
        CheckDecay(nameof(AdamBeta1), AdamBeta1, errors);
        CheckDecay(nameof(AdamBeta2), AdamBeta2, errors);
        errors.AtLeast(nameof(BatchSize), BatchSize, 1);
        errors.AtLeast(nameof(ReplayCapacity), ReplayCapacity, 1);
        errors.AtLeast(nameof(FinalWindow), FinalWindow ?? 1, 1);
        errors.Check(HiddenSizes is { Count: > 0 } && HiddenSizes.All(static size => size >= 1), "HiddenSizes must name at least one layer, and each must have at least 1 unit.");
        errors.Defined(nameof(CriticLayout), CriticLayout);
        errors.Defined(nameof(Initialization), Initialization);
        errors.Check(Device is { } device && DeviceName().IsMatch(device), $"Device is '{Device}', but must be cpu, cuda or cuda:N.");
        errors.ThrowIfAny();
    }

    /// <exception cref="OptionsException">There is no such device.</exception>
    internal torch.Device FindDevice()
    {
        int devices = Device == "cpu" ? 0 : torch.cuda.is_available() ? torch.cuda.device_count() : 0;
        int index = Device.IndexOf(':', StringComparison.Ordinal) is > 0 and int colon ? int.Parse(Device[(colon + 1)..], CultureInfo.InvariantCulture) : 0;
        if (Device != "cpu" && index >= devices)
            throw new OptionsException(nameof(DdpgAgentOptions), [$"Device is {Device}, but torch finds {devices} CUDA devices here."]);
        return torch.device(Device);
    }

    private void CheckNoise(OptionErrors errors)
    {
        errors.Defined(nameof(Clip), Clip);
        CheckNoise(nameof(ExploitNoise), ExploitNoise, Clip, errors);
        CheckNoise(nameof(FinalNoise), FinalNoise, Clip, errors);
        CheckNested(nameof(Stagnation), Stagnation is null ? null : Stagnation.Validate, errors);
        CheckNested(nameof(BurstNoise), BurstNoise is null ? null : BurstNoise.Validate, errors);
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

    private static void CheckNested(string name, Action? validate, OptionErrors errors)
    {
        errors.Check(validate is not null, $"{name} is null, but must be given.");
        try
        {
            validate?.Invoke();
        }
        catch (OptionsException exception)
        {
            foreach (string error in exception.Errors) errors.Check(false, $"{name}: {error}");
        }
    }

    [GeneratedRegex(@"^(cpu|cuda(:\d{1,3})?)\z")]
    private static partial Regex DeviceName();
}

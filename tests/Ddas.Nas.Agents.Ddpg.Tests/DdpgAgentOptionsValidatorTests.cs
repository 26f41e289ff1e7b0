using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Agents.Noise;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Ddpg.Tests;

public class DdpgAgentOptionsValidatorTests
{
    [Fact]
    public void The_defaults_and_presets_pass()
    {
        foreach (var options in new[] { new(), DdpgAgentOptions.Nl(), DdpgAgentOptions.G(7), DdpgAgentOptions.FourStage(1) })
            options.Validate();
    }

    [Fact]
    public void All_errors_are_named_at_once()
    {
        var options = new DdpgAgentOptions
        {
            Schedule = null!,
            ExploitNoise = new((NoiseKind)9, 1),
            FinalNoise = ActionNoise.Gaussian(-1),
            Stagnation = new StagnationOptions { SimilarSteps = 0, BurstSteps = 0 },
            BurstNoise = new OrnsteinUhlenbeckOptions { Sigma = -1 },
            Clip = (ClipPolicy)9,
            Gamma = 1,
            Tau = 1.5,
            ActorLearningRate = 0,
            CriticLearningRate = double.NaN,
            AdamBeta1 = 1,
            AdamBeta2 = -0.1,
            BatchSize = 0,
            ReplayCapacity = 0,
            FinalWindow = 0,
            HiddenSizes = [],
            CriticLayout = (CriticLayout)9,
            Initialization = (NetworkInitialization)9,
            Device = "tpu",
        };

        var error = FluentActions.Invoking(() => new DdpgAgent(Spaces.Tiny, options)).Should().Throw<OptionsException>().Which;

        error.Errors.Should().HaveCount(20);
        error.Errors.Select(e => e.Split(' ')[0].TrimEnd(':')).Distinct().Should().BeEquivalentTo(
            typeof(DdpgAgentOptions).GetProperties().Select(p => p.Name).Except([nameof(options.Bursts), nameof(options.Seed)]));
        error.Message.Should().Contain("Device is 'tpu', but must be cpu, cuda or cuda:N.").And.Contain("Stagnation: BurstSteps is 0, but must be at least 1.");
    }

    [Fact]
    public void Nested_options_must_be_given() =>
        FluentActions.Invoking(() => new DdpgAgentOptions { Stagnation = null!, BurstNoise = null! }.Validate()).Should().Throw<OptionsException>()
            .Which.Errors.Should().Equal("Stagnation is null, but must be given.", "BurstNoise is null, but must be given.");

    [Theory]
    [InlineData("cpu", true)]
    [InlineData("cuda", true)]
    [InlineData("cuda:12", true)]
    [InlineData("cuda:", false)]
    [InlineData("cpu\n", false)]
    [InlineData("CUDA", false)]
    [InlineData(null, false)]
    public void A_device_is_named_as_torch_names_it(string? device, bool valid)
    {
        var validate = () => new DdpgAgentOptions { Device = device! }.Validate();

        if (valid) validate.Should().NotThrow();
        else validate.Should().Throw<OptionsException>();
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 64, 32)]
    [InlineData(false)]
    [InlineData(false, 256, 0)]
    [InlineData(false, null)]
    public void Hidden_layers_need_units(bool valid, params int[]? sizes)
    {
        var validate = () => new DdpgAgentOptions { HiddenSizes = sizes! }.Validate();

        if (valid) validate.Should().NotThrow();
        else validate.Should().Throw<OptionsException>().WithMessage("*HiddenSizes must name at least one layer*");
    }

    [Fact]
    public void A_truncated_normal_needs_gaussian_noise()
    {
        var options = DdpgAgentOptions.Nl();
        options.Clip = ClipPolicy.TruncatedNormal;

        FluentActions.Invoking(() => options.Validate()).Should().Throw<OptionsException>()
            .WithMessage("*ExploitNoise is uniform, but Clip TruncatedNormal needs Gaussian noise.*");
        options.ExploitNoise = ActionNoise.Gaussian(0.05);
        options.Validate();
    }
}

using Ddas.Nas.Agents.Noise;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Tests.Noise;

public class OrnsteinUhlenbeckOptionsValidatorTests
{
    [Fact]
    public void The_defaults_are_valid()
    {
        var options = new OrnsteinUhlenbeckOptions();

        options.Validate();

        (options.Theta, options.Sigma, options.Mean, options.TimeStep, options.Start).Should().Be((0.15, 0.2, 0, 1, 0));
    }

    [Fact]
    public void All_errors_come_in_one_message()
    {
        var create = () => new OrnsteinUhlenbeckNoise(
            new OrnsteinUhlenbeckOptions { Theta = -1, Sigma = double.NaN, Mean = double.NaN, TimeStep = 0, Start = double.PositiveInfinity });

        create.Should().Throw<OptionsException>().Which.Errors.Should().HaveCount(5);
    }

    [Fact]
    public void A_process_that_grows_without_bound_is_refused()
    {
        var create = () => new OrnsteinUhlenbeckNoise(new OrnsteinUhlenbeckOptions { Theta = 0.5, TimeStep = 4 });

        create.Should().Throw<OptionsException>().WithMessage("*Theta x TimeStep is 2, but must be below 2.");
    }
}

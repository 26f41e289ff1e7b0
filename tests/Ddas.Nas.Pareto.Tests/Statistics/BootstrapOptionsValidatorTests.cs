using Ddas.Nas.Pareto.Statistics;

namespace Ddas.Nas.Pareto.Tests.Statistics;

public class BootstrapOptionsValidatorTests
{
    [Fact]
    public void Names_every_error_at_once() =>
        FluentActions.Invoking(() => new Bootstrap(new BootstrapOptions { Resamples = 99, Confidence = 1, Method = (BootstrapMethod)7 }))
            .Should().Throw<ArgumentException>()
            .WithMessage("Resamples must be at least 100, not 99. Confidence must lie between 0 and 1, not 1. Method must be a BootstrapMethod, not 7.*");

    [Fact]
    public void Accepts_the_limits() =>
        FluentActions.Invoking(() => new Bootstrap(new BootstrapOptions { Resamples = 100, Confidence = 1e-9 })).Should().NotThrow();
}

using Ddas.Nas.Pareto.Statistics;

namespace Ddas.Nas.Pareto.Tests.Statistics;

public class BootstrapOptionsTests
{
    [Fact]
    public void Names_every_error_at_once() =>
        FluentActions.Invoking(() => new Bootstrap(new BootstrapOptions { Resamples = 99, Confidence = 1, Method = (BootstrapMethod)7 }))
            .Should().Throw<ArgumentException>()
            .WithMessage("BootstrapOptions: Resamples is 99, but must be at least 100. Confidence is 1, but must lie between 0 and 1. Method is 7, but must be one of Percentile, BiasCorrectedAccelerated.*");

    [Fact]
    public void Accepts_the_limits() =>
        FluentActions.Invoking(() => new Bootstrap(new BootstrapOptions { Resamples = 100, Confidence = 1e-9 })).Should().NotThrow();
}

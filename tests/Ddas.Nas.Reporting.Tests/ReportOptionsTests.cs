using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting.Tests;

public class ReportOptionsTests
{
    [Fact]
    public void All_errors_are_in_one_message()
    {
        var make = () => new Report([], new ReportOptions { Title = " ", TopShare = 0 });

        make.Should().Throw<OptionsException>().WithMessage("*Title is empty*TopShare is 0*");
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(1)]
    public void The_whole_range_is_allowed(double share)
    {
        var make = () => new Report([], new ReportOptions { TopShare = share });

        make.Should().NotThrow();
    }
}

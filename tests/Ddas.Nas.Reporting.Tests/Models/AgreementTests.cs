using Ddas.Nas.Reporting.Models;

namespace Ddas.Nas.Reporting.Tests.Models;

public class AgreementTests
{
    [Fact]
    public void The_same_order_correlates_fully()
    {
        var agreement = Agreement.Of([1, 2, 4], [10, 20, 30]);

        agreement.Spearman.Should().BeApproximately(1, 1e-12);
        agreement.Kendall.Should().BeApproximately(1, 1e-12);
        agreement.Line!.Count.Should().Be(3);
    }

    [Fact]
    public void Too_few_points_or_a_constant_have_no_correlation()
    {
        Agreement.Of([1], [2]).Should().Be(new Agreement(null, null, null));
        Agreement.Of([1, 1], [2, 3]).Should().Be(new Agreement(null, null, null));
    }
}

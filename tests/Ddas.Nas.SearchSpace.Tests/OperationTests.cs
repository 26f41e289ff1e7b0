namespace Ddas.Nas.SearchSpace.Tests;

public class OperationTests
{
    [Fact]
    public void Operations_are_their_names()
    {
        new Operation("sep_conv_3x3").Should().Be(DartsOperations.SeparableConv3x3);
        DartsOperations.SeparableConv3x3.ToString().Should().Be("sep_conv_3x3");
        DartsOperations.SkipConnect.Should().Be(NasBench201Operations.SkipConnect);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("sep conv")]
    [InlineData("a~b")]
    [InlineData("a|b")]
    [InlineData("ä")]
    public void A_name_that_texts_could_not_carry_is_refused(string? name) => FluentActions.Invoking(() => new Operation(name!)).Should().Throw<ArgumentException>();

    [Fact]
    public void The_columns_of_alpha_stand_in_the_published_order()
    {
        DartsOperations.All.Select(o => o.Name).Should().Equal("none", "max_pool_3x3", "avg_pool_3x3", "skip_connect", "sep_conv_3x3", "sep_conv_5x5", "dil_conv_3x3", "dil_conv_5x5");
        NasBench201Operations.All.Select(o => o.Name).Should().Equal("none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3");
    }
}

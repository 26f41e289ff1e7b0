using Ddas.Nas.SearchSpace.Analysis;

namespace Ddas.Nas.SearchSpace.Tests.Analysis;

public class CellShapeTests
{
    [Theory]
    [InlineData(3.5, 3, "3.5c/3")]
    [InlineData(4, 2, "4c/2")]
    [InlineData(0, 0, "0c/0")]
    [InlineData(11.0 / 6, 3, "1.83c/3")]
    public void Text_is_the_papers(double width, int depth, string text) => new CellShape(width, depth).ToString().Should().Be(text);
}

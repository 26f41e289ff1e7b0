using Ddas.Nas.SearchSpace.Analysis;

namespace Ddas.Nas.SearchSpace.Tests.Analysis;

public class OperationHistogramTests
{
    private static readonly SearchSpaceDefinition Darts = SearchSpaceDefinition.Darts;

    [Fact]
    public void Pairs_are_counted_per_cell_kind_and_operation()
    {
        var histogram = new OperationHistogram(Darts, [Architectures.Darts(DartsOperations.SkipConnect), Architectures.Darts(DartsOperations.SkipConnect, (1, 2, 0, Operation.None))]);

        (histogram.Count(0, 3), histogram.Count(1, 3), histogram.Count(1, 0), histogram.Count(0, 0)).Should().Be((16, 15, 1, 0));
        (histogram.Share(0, 3), histogram.Share(1, 3)).Should().Be((1, 15.0 / 16));
    }

    [Fact]
    public void Without_architectures_all_is_zero()
    {
        var histogram = new OperationHistogram(Darts, []);

        (histogram.Count(1, 7), histogram.Share(1, 7)).Should().Be((0, 0));
    }

    [Fact]
    public void Architectures_of_another_space_are_refused() =>
        FluentActions.Invoking(() => new OperationHistogram(Darts, [Architectures.Random(SearchSpaceDefinition.NasBench201, 0)])).Should().Throw<ArgumentException>().WithMessage("*'nasbench201'*'darts'*");
}

using Ddas.Nas.SearchSpace.Analysis;

namespace Ddas.Nas.SearchSpace.Tests.Analysis;

public class PairChangeTests
{
    private static readonly Architecture AllSkip = new(SearchSpaceDefinition.NasBench201, [Enumerable.Range(0, 6).Select(e => new ChosenPair(e, 1))]);

    [Fact]
    public void It_replaces_one_pair_and_leaves_the_original_alone()
    {
        var changed = new PairChange(0, new ChosenPair(4, 1), new ChosenPair(4, 3)).ApplyTo(AllSkip);

        changed.Cell(0).Should().Equal(new(0, 1), new(1, 1), new(2, 1), new(3, 1), new(4, 3), new(5, 1));
        AllSkip.Cell(0)[4].Should().Be(new ChosenPair(4, 1));
    }

    [Fact]
    public void It_refuses_an_architecture_without_the_pair_that_goes()
    {
        var apply = () => new PairChange(0, new ChosenPair(4, 2), new ChosenPair(4, 3)).ApplyTo(AllSkip);

        apply.Should().Throw<ArgumentException>().WithMessage("The cell has no pair*Edge = 4, Operation = 2*");
    }

    [Fact]
    public void It_refuses_a_pair_that_does_not_fit()
    {
        var apply = () => new PairChange(0, new ChosenPair(4, 1), new ChosenPair(3, 1)).ApplyTo(AllSkip);

        apply.Should().Throw<ArgumentException>();
    }
}

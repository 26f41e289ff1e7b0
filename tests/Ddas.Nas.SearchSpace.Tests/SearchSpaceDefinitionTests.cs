namespace Ddas.Nas.SearchSpace.Tests;

public class SearchSpaceDefinitionTests
{
    private static readonly SearchSpaceDefinition Darts = SearchSpaceDefinition.Darts;

    [Fact]
    public void Alpha_has_the_published_lengths()
    {
        (Darts.ActionLength, Darts.ChosenPairs).Should().Be((224, 16));
        (SearchSpaceDefinition.NasBench201.ActionLength, SearchSpaceDefinition.NasBench201.ChosenPairs).Should().Be((30, 6));
    }

    [Fact]
    public void Offsets_count_alpha_row_by_row_normal_first()
    {
        var offsets = from kind in Enumerable.Range(0, 2) from edge in Enumerable.Range(0, 14) from operation in Enumerable.Range(0, 8) select Darts.Offset(kind, edge, operation);

        offsets.Should().Equal(Enumerable.Range(0, 224));
        Darts.CellKinds.Should().Equal("normal", "reduce");
    }

    [Theory]
    [InlineData(-1, 0, 0)]
    [InlineData(2, 0, 0)]
    [InlineData(0, 14, 0)]
    [InlineData(0, -1, 0)]
    [InlineData(0, 0, 8)]
    public void Entries_outside_are_refused(int kind, int edge, int operation) => FluentActions.Invoking(() => Darts.Offset(kind, edge, operation)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void Operations_are_found_by_value()
    {
        Darts.IndexOf(new Operation("dil_conv_5x5")).Should().Be(7);
        Darts.IndexOf(NasBench201Operations.Conv1x1).Should().Be(-1);
    }

    [Fact]
    public void Empty_and_repeated_names_are_refused()
    {
        Invoking("s", ["a"], []).Should().Throw<ArgumentException>().WithParameterName("operations");
        Invoking("s", ["a"], [Operation.None, new Operation("none")]).Should().Throw<ArgumentException>().WithParameterName("operations");
        Invoking("s", [], [Operation.None]).Should().Throw<ArgumentException>().WithParameterName("cellKinds");
        Invoking("s", ["a", "a"], [Operation.None]).Should().Throw<ArgumentException>().WithParameterName("cellKinds");
        Invoking("s", [" "], [Operation.None]).Should().Throw<ArgumentException>().WithParameterName("cellKinds");
        Invoking(" ", ["a"], [Operation.None]).Should().Throw<ArgumentException>().WithParameterName("name");

        static Func<SearchSpaceDefinition> Invoking(string name, string[] kinds, Operation[] operations) => () => new SearchSpaceDefinition(name, kinds, Darts.Topology, operations);
    }

    [Fact]
    public void Equality_is_by_value()
    {
        var copy = new SearchSpaceDefinition("darts", ["normal", "reduce"], new CellTopology(2, 4, EdgeChoice.BestPerNode(2), CellOutput.ConcatenateNodes), DartsOperations.All);

        copy.Should().Be(Darts);
        copy.GetHashCode().Should().Be(Darts.GetHashCode());
        new[]
        {
            Darts, SearchSpaceDefinition.NasBench201,
            new("other", Darts.CellKinds, Darts.Topology, Darts.Operations), new("darts", ["reduce", "normal"], Darts.Topology, Darts.Operations),
            new("darts", Darts.CellKinds, SearchSpaceDefinition.NasBench201.Topology, Darts.Operations), new("darts", Darts.CellKinds, Darts.Topology, Darts.Operations.Reverse()),
        }.Should().OnlyHaveUniqueItems();
    }
}

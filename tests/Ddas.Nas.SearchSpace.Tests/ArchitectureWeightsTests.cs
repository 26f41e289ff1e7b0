namespace Ddas.Nas.SearchSpace.Tests;

public class ArchitectureWeightsTests
{
    private static readonly SearchSpaceDefinition Space = SearchSpaceDefinition.NasBench201;

    [Fact]
    public void Values_are_copied_and_read_by_their_indices()
    {
        float[] values = [.. Enumerable.Range(0, 30).Select(i => (float)i)];
        var alpha = ArchitectureWeights.FromValues(Space, values);

        values[7] = -1;

        alpha[0, 1, 2].Should().Be(7);
        alpha.Values.ToArray().Should().Equal(Enumerable.Range(0, 30).Select(i => (float)i));
        alpha.Memory.ToArray().Should().Equal(alpha.Values.ToArray());
        FluentActions.Invoking(() => alpha[0, 6, 0]).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData(29)]
    [InlineData(31)]
    [InlineData(0)]
    public void Another_count_is_refused(int count) =>
        FluentActions.Invoking(() => ArchitectureWeights.FromValues(Space, new float[count])).Should().Throw<ArgumentException>().WithMessage($"Alpha of space 'nasbench201' has 30 numbers, not {count}.*");

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Numbers_that_are_not_finite_are_refused(float value)
    {
        var values = new float[30];
        values[12] = value;

        FluentActions.Invoking(() => ArchitectureWeights.FromValues(Space, values)).Should().Throw<ArgumentException>().WithMessage("Alpha must be finite; number 12 is *");
        FluentActions.Invoking(() => ArchitectureWeights.Constant(Space, value)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void The_first_state_is_all_ones() => ArchitectureWeights.Constant(SearchSpaceDefinition.Darts, 1).Values.ToArray().Should().HaveCount(224).And.AllBeEquivalentTo(1f);

    [Fact]
    public void Uniform_draws_come_from_the_stream_and_fill_0_to_1()
    {
        var random = new RandomStream(1, RandomPurpose.Explore, 0);
        var same = random;
        var expected = new float[224];
        same.FillUniform(expected);

        var alpha = ArchitectureWeights.Uniform(SearchSpaceDefinition.Darts, ref random);

        alpha.Values.ToArray().Should().Equal(expected);
        expected.Average().Should().BeApproximately(0.5f, 4 * (float)Math.Sqrt(1.0 / 12 / 224));
        random.NextUInt32().Should().Be(same.NextUInt32());
    }

    [Fact]
    public void Equality_is_by_space_and_value()
    {
        var alpha = ArchitectureWeights.Constant(Space, 0.5f);
        var other = new SearchSpaceDefinition("other", Space.CellKinds, Space.Topology, Space.Operations);

        alpha.Should().Be(ArchitectureWeights.Constant(Space, 0.5f));
        alpha.GetHashCode().Should().Be(ArchitectureWeights.Constant(Space, 0.5f).GetHashCode());
        alpha.Should().NotBe(ArchitectureWeights.Constant(Space, 0.25f)).And.NotBe(ArchitectureWeights.Constant(other, 0.5f)).And.NotBe(null);
    }
}

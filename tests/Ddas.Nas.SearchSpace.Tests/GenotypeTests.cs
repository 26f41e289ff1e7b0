using System.Text;
using FsCheck.Xunit;

namespace Ddas.Nas.SearchSpace.Tests;

public class GenotypeTests
{
    private const string DartsV2 =
        "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 1), ('skip_connect', 0), ('skip_connect', 0), ('dil_conv_3x3', 2)], normal_concat=[2, 3, 4, 5], "
        + "reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 1), ('max_pool_3x3', 0), ('skip_connect', 2), ('skip_connect', 2), ('max_pool_3x3', 1)], reduce_concat=[2, 3, 4, 5])";

    private static readonly SearchSpaceDefinition Darts = SearchSpaceDefinition.Darts;

    [Fact]
    public void Text_round_trips_and_keeps_the_order()
    {
        var genotype = Genotype.Parse(DartsV2);

        genotype.ToString().Should().Be(DartsV2);
        genotype.Normal[4].Should().Be(new GenotypePair(DartsOperations.SeparableConv3x3, 1));
        genotype.Normal[5].Should().Be(new GenotypePair(DartsOperations.SkipConnect, 0));
        genotype.NormalConcat.Should().Equal(2, 3, 4, 5);
        genotype.Reduce[2].Should().Be(new GenotypePair(DartsOperations.SkipConnect, 2));
    }

    [Fact]
    public void Text_is_read_as_darts_prints_and_writes_it()
    {
        string other = DartsV2.Replace("[2, 3, 4, 5]", "range(2, 6)").Replace('\'', '"').Replace(", ", " ,\n\t").Replace("),", "),").Replace("reduce=", " reduce = ").Replace("0)", "0,)");

        Genotype.Parse("  " + other + "\n").Should().Be(Genotype.Parse(DartsV2));
    }

    [Fact]
    public void Arguments_may_stand_in_any_order_with_trailing_commas() =>
        Genotype.Parse("Genotype(reduce_concat=[3,], reduce=[('b', 1),], normal_concat=range(2, 2), normal=[],)")
            .Should().Be(new Genotype([], [], [new GenotypePair(new Operation("b"), 1)], [3]));

    [Theory]
    [InlineData("", 0, "'Genotype('", "the end of the text")]
    [InlineData("Genotype", 8, "'('", "the end of the text")]
    [InlineData("Genotypes()", 0, "'Genotype('", "'Genotypes()'")]
    [InlineData("Genotype()", 9, "'normal=' or 'normal_concat=' or 'reduce=' or 'reduce_concat='", "')'")]
    [InlineData("Genotype(normal=[], normal=[])", 20, "'normal='", "second time")]
    [InlineData("Genotype(normal=[], )", 20, "'normal_concat='", "')'")]
    [InlineData("Genotype(normal=3)", 16, "'['", "'3)'")]
    [InlineData("Genotype(normal=[('a' 0)])", 22, "','", "'0)])'")]
    [InlineData("Genotype(normal=[('a', -1)])", 23, "a whole number from 0 to 999", "'-1)])'")]
    [InlineData("Genotype(normal=[('a', 1000)])", 23, "a whole number from 0 to 999", "'1000)])'")]
    [InlineData("Genotype(normal=[('a', 99999999999999999999)])", 23, "a whole number from 0 to 999", "'999999999999...'")]
    [InlineData("Genotype(normal=[(a, 1)])", 18, "name in quotes", "'a, 1)])'")]
    [InlineData("Genotype(normal=[('', 1)])", 19, "1 to 100 letters", "'', 1)])'")]
    [InlineData("Genotype(normal=[('a b', 1)])", 20, "closing '", "' b', 1)])'")]
    [InlineData("Genotype(normal=[('a\", 1)])", 20, "closing '", "'\", 1)])'")]
    [InlineData("Genotype(normal=[('a', 1) ('b', 1)])", 26, "',' or ']'", "'('b', 1)])'")]
    [InlineData("Genotype(normal=[('a', 1)", 25, "',' or ']'", "the end of the text")]
    [InlineData("Genotype(normal_concat=5)", 23, "'[' or 'range('", "'5)'")]
    [InlineData("Genotype(normal_concat=range(2 6))", 31, "','", "'6))'")]
    [InlineData("Genotype(normal_concat=[2 3])", 26, "',' or ']'", "'3])'")]
    [InlineData("Genotype(normal=[] reduce=[])", 19, "',' or ')'", "'reduce=[])'")]
    [InlineData("Genotype(normal=[], normal_concat=[], reduce=[])", 47, "'reduce_concat='", "')'")]
    [InlineData("Genotype(normal=[], normal_concat=[], reduce=[], reduce_concat=[]) x", 67, "the end", "'x'")]
    [InlineData("Genotype(normal=[], normal_concat=[], reduce=[], reduce_concat=[])\0", 66, "the end", "'?'")]
    [InlineData("Genotype(shape=[])", 9, "'normal='", "'shape=[])'")]
    public void Malformed_text_is_refused_with_position_expectation_and_find(string text, int position, string expected, string found)
    {
        Genotype.TryParse(text, out _).Should().BeFalse();

        var error = FluentActions.Invoking(() => Genotype.Parse(text)).Should().Throw<GenotypeFormatException>().Which;
        error.Position.Should().Be(position);
        error.Message.Should().StartWith($"At position {position}: ").And.Contain(expected).And.Contain(found);
    }

    [Fact]
    public void Long_text_and_long_names_are_refused()
    {
        FluentActions.Invoking(() => Genotype.Parse(new string(' ', 100_001))).Should().Throw<GenotypeFormatException>().WithMessage("*at most 100000 characters*has 100001*");
        FluentActions.Invoking(() => Genotype.Parse("Genotype(normal=[('" + new string('a', 101) + "', 1)])")).Should().Throw<GenotypeFormatException>().WithMessage("*1 to 100 letters*");
    }

    [Property(MaxTest = 300)]
    public void Any_damage_gives_a_format_error_or_a_genotype(int at, char replacement)
    {
        int position = Math.Abs(at % DartsV2.Length);
        string text = DartsV2[..position] + replacement + DartsV2[(position + 1)..];

        bool parsed = Genotype.TryParse(text, out var genotype);

        if (parsed) Genotype.Parse(genotype!.ToString()).Should().Be(genotype);
        Genotype.TryParse(DartsV2[..position], out _).Should().BeFalse();
    }

    [Fact]
    public void Ten_thousand_damaged_texts_are_read_or_refused_with_a_position()
    {
        int refused = Mutations.Feed(
            Encoding.UTF8.GetBytes(DartsV2), bytes => Genotype.Parse(Encoding.UTF8.GetString(bytes)), "position", refusals: typeof(GenotypeFormatException));

        refused.Should().BeGreaterThan(Mutations.Count / 2);
    }

    [Fact]
    public void Null_is_no_genotype() => Genotype.TryParse(null, out _).Should().BeFalse();

    [Property(MaxTest = 200)]
    public void Every_architecture_round_trips(int seed)
    {
        var architecture = Architectures.Random(Darts, seed);

        Genotype.Parse(Genotype.FromArchitecture(architecture).ToString()).ToArchitecture(Darts).Should().Be(architecture);
    }

    [Fact]
    public void An_architecture_knows_no_order_of_a_nodes_pairs()
    {
        var genotype = Genotype.Parse(DartsV2);
        var swapped = new Genotype(genotype.Normal.SetItem(0, genotype.Normal[1]).SetItem(1, genotype.Normal[0]), [5, 4, 3, 2], genotype.Reduce, genotype.ReduceConcat);

        swapped.Should().NotBe(genotype);
        swapped.ToArchitecture(Darts).Should().Be(genotype.ToArchitecture(Darts));
    }

    [Fact]
    public void Cells_go_to_their_kind_whatever_its_index()
    {
        var swapped = new SearchSpaceDefinition("swapped", ["reduce", "normal"], Darts.Topology, Darts.Operations);
        var genotype = Genotype.Parse(DartsV2);

        var architecture = genotype.ToArchitecture(swapped);

        architecture.Cell(0).Should().Equal(genotype.ToArchitecture(Darts).Cell(1));
        Genotype.FromArchitecture(architecture).ToArchitecture(swapped).Should().Be(architecture);
    }

    [Theory]
    [InlineData("('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep", "('sep_conv_7x7', 0), ('sep_conv_3x3', 1), ('sep", "pair 0 of the normal cell, ('sep_conv_7x7', 0): space 'darts' has no operation 'sep_conv_7x7', only none, max_pool_3x3")]
    [InlineData("('dil_conv_3x3', 2)]", "('dil_conv_3x3', 5)]", "pair 7 of the normal cell, ('dil_conv_3x3', 5): belongs to node 3, whose inputs run from 0 to 4")]
    [InlineData("('max_pool_3x3', 0), ('max_pool_3x3', 1), ('skip", "('max_pool_3x3', 1), ('skip_connect', 1), ('skip", "pair 1 of the reduce cell, ('skip_connect', 1): node 0 already has a pair on input 1")]
    [InlineData(", ('dil_conv_3x3', 2)]", "]", "the normal cell has 7 pairs, but a cell of space 'darts' has 8")]
    [InlineData("reduce_concat=[2, 3, 4, 5]", "reduce_concat=[3, 4, 5]", "the reduce cell concatenates [3, 4, 5], but space 'darts' concatenates all nodes, [2, 3, 4, 5]")]
    public void What_does_not_fit_the_space_is_said(string original, string changed, string problem)
    {
        var genotype = Genotype.Parse(DartsV2.Replace(original, changed));

        FluentActions.Invoking(() => genotype.ToArchitecture(Darts)).Should().Throw<ArgumentException>().WithMessage($"The genotype does not fit: {problem}*");
    }

    [Fact]
    public void Spaces_of_another_kind_have_no_genotypes()
    {
        var architecture = Architectures.Random(SearchSpaceDefinition.NasBench201, 1);

        Genotype.Fits(SearchSpaceDefinition.NasBench201).Should().BeFalse();
        FluentActions.Invoking(() => Genotype.FromArchitecture(architecture)).Should().Throw<ArgumentException>().WithMessage("*space 'nasbench201'*");
        FluentActions.Invoking(() => Genotype.Parse(DartsV2).ToArchitecture(SearchSpaceDefinition.NasBench201)).Should().Throw<ArgumentException>().WithMessage("*space 'nasbench201'*");
    }

    [Fact]
    public void Equality_is_by_value_and_order()
    {
        var genotype = Genotype.Parse(DartsV2);

        genotype.Equals((object)Genotype.Parse(DartsV2)).Should().BeTrue();
        genotype.GetHashCode().Should().Be(Genotype.Parse(DartsV2).GetHashCode());
        genotype.Should().NotBe(new Genotype(genotype.Normal, [2, 3, 4], genotype.Reduce, genotype.ReduceConcat));
        genotype.Should().NotBe(new Genotype(genotype.Normal, genotype.NormalConcat, genotype.Normal, genotype.ReduceConcat));
    }

    [Fact]
    public void Negative_states_and_missing_operations_are_refused()
    {
        FluentActions.Invoking(() => new Genotype([default], [], [], [])).Should().Throw<ArgumentException>().WithParameterName("normal");
        FluentActions.Invoking(() => new Genotype([], [], [new GenotypePair(Operation.None, -1)], [])).Should().Throw<ArgumentException>().WithParameterName("reduce");
        FluentActions.Invoking(() => new Genotype([], [-1], [], [])).Should().Throw<ArgumentException>().WithParameterName("normalConcat");
    }
}

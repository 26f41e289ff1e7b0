using System.Text;
using FsCheck.Xunit;

namespace Ddas.Nas.SearchSpace.Tests;

public class ArchitectureTextTests
{
    private const string Best = "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_1x1~1|+|skip_connect~0|nor_conv_3x3~1|none~2|";

    private static readonly SearchSpaceDefinition NasBench201 = SearchSpaceDefinition.NasBench201;

    [Fact]
    public void Every_text_of_the_benchmark_round_trips()
    {
        var texts = GzipTable.Read(RepositoryData.NasBench201).Select(r => r["arch"]).ToList();

        texts.Should().HaveCount(15_625);
        var architectures = texts.Select(t => ArchitectureText.Parse(NasBench201, t)).ToList();
        architectures.Select(ArchitectureText.Format).Should().Equal(texts);
        architectures.Distinct().Should().HaveCount(15_625);
    }

    [Fact]
    public void Sources_and_operations_are_read_from_the_text()
    {
        var architecture = ArchitectureText.Parse(NasBench201, Best);

        architecture.Cell(0).Should().Equal(new(0, 3), new(1, 3), new(2, 2), new(3, 1), new(4, 3), new(5, 0));
    }

    [Fact]
    public void Edges_of_a_node_may_stand_in_any_order() =>
        ArchitectureText.Format(ArchitectureText.Parse(NasBench201, " |nor_conv_3x3~0|+|nor_conv_1x1~1|nor_conv_3x3~0|+|none~2|skip_connect~0|nor_conv_3x3~1| ")).Should().Be(Best);

    [Property(MaxTest = 100)]
    public void Architectures_of_any_space_round_trip(int seed)
    {
        foreach (var space in new[] { SearchSpaceDefinition.Darts, NasBench201, Architectures.OneEdgeSpace })
        {
            var architecture = Architectures.Random(space, seed);
            ArchitectureText.Parse(space, ArchitectureText.Format(architecture)).Should().Be(architecture);
        }
    }

    [Fact]
    public void Darts_architectures_are_written_as_genotypes() =>
        ArchitectureText.Format(Architectures.Darts(DartsOperations.SkipConnect)).Should().StartWith("Genotype(normal=[('skip_connect', 0), ('skip_connect', 1), ");

    [Fact]
    public void An_architecture_says_its_text() => ArchitectureText.Parse(NasBench201, Best).ToString().Should().Be(Best);

    [Fact]
    public void Ten_thousand_damaged_texts_are_read_or_refused_with_a_position()
    {
        int refused = Mutations.Feed(
            Encoding.UTF8.GetBytes(Best), bytes => ArchitectureText.Parse(NasBench201, Encoding.UTF8.GetString(bytes)), "position", refusals: typeof(GenotypeFormatException));

        refused.Should().BeGreaterThan(Mutations.Count / 2);
    }

    [Fact]
    public void Several_cell_kinds_are_joined_by_a_space()
    {
        var space = Architectures.OneEdgeSpace;
        var architecture = new Architecture(space, [[new(1, 3), new(6, 0)], [new(0, 1), new(3, 4)]]);

        string text = ArchitectureText.Format(architecture);

        text.Should().Be("|nor_conv_3x3~1|+|none~3| |skip_connect~0|+|avg_pool_3x3~0|");
        ArchitectureText.Parse(space, text).Should().Be(architecture);
    }

    [Theory]
    [InlineData("", 0, "'|' was expected, but the end of the text was found")]
    [InlineData("nor_conv_3x3~0|", 0, "'|' was expected, but 'nor_conv_3x3...' was found")]
    [InlineData("||", 1, "an operation of node 0 of the cell was expected, but '|' was found")]
    [InlineData("|nor_conv_7x7~0|", 1, "an operation of space 'nasbench201' (none, skip_connect, nor_conv_1x1, nor_conv_3x3, avg_pool_3x3) was expected, but 'nor_conv_7x7...' was found")]
    [InlineData("|none~1|", 6, "an input of node 0 of the cell, 0 to 0, was expected, but '1|' was found")]
    [InlineData("|none~|", 6, "an input of node 0 of the cell, 0 to 0, was expected, but '|' was found")]
    [InlineData("|none~99999999999|", 6, "an input of node 0 of the cell, 0 to 0, was expected, but '99999999999|' was found")]
    [InlineData("|none~0|none~0|", 8, "'+' was expected, but 'none~0|' was found")]
    [InlineData("|none~0|+|none~0|none~0|", 17, "node 1 of the cell has a second operation on input 0")]
    [InlineData("|none~0|+|none~0|+|", 17, "an operation of node 1 of the cell was expected, but '+|' was found")]
    [InlineData("|none~0|+|none~0|none~1|+|none~0|none~1|none~2|+", 47, "the end was expected, but '+' was found")]
    public void Malformed_text_is_refused_with_its_position(string text, int position, string problem)
    {
        var error = FluentActions.Invoking(() => ArchitectureText.Parse(NasBench201, text)).Should().Throw<GenotypeFormatException>().Which;

        error.Position.Should().Be(position);
        error.Message.Should().Be($"At position {position}: {problem}.");
    }

    [Theory]
    [InlineData("('skip_connect', 2)", "('skip_connekt', 2)", "space 'darts' has no operation 'skip_connekt'")]
    [InlineData("('sep_conv_3x3', 3)", "('sep_conv_3x3', 6)", "belongs to node 3")]
    [InlineData("[2, 3, 4, 5])", "[2])", "concatenates [2]")]
    [InlineData(", ('sep_conv_3x3', 3)]", "]", "the reduce cell has 7 pairs")]
    public void A_genotype_that_does_not_fit_is_refused_with_its_position(string original, string changed, string problem)
    {
        string text = ArchitectureText.Format(Architectures.Darts(DartsOperations.SeparableConv3x3)).Replace("('sep_conv_3x3', 1)]", "('sep_conv_3x3', 3)]");
        int at = text.LastIndexOf("('sep_conv_3x3', 1)", StringComparison.Ordinal);
        text = text[..at] + "('skip_connect', 2)" + text[(at + 19)..];
        ArchitectureText.Parse(SearchSpaceDefinition.Darts, text).Cell(1).Should().HaveCount(8);
        int changedAt = text.LastIndexOf(original, StringComparison.Ordinal);
        string damaged = text[..changedAt] + changed + text[(changedAt + original.Length)..];
        int position = original[0] == ',' ? text.IndexOf("reduce=", StringComparison.Ordinal) + 7 : changedAt;

        FluentActions.Invoking(() => ArchitectureText.Parse(SearchSpaceDefinition.Darts, damaged)).Should().Throw<GenotypeFormatException>()
            .WithMessage($"*{problem}*").Which.Position.Should().Be(position);
    }
}

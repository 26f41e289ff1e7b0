namespace Ddas.Nas.SearchSpace.Tests;

public class PublishedCellsTests
{
    [Fact]
    public void Every_published_darts_genotype_is_there_and_equal()
    {
        var published = PublishedGenotypes.Read().Where(p => p.InDartsSpace).ToList();

        published.Should().HaveCount(15);
        PublishedCells.All.Select(c => (c.Name, c.Genotype)).Should().Equal(published.Select(p => (p.Name, p.Genotype)));
    }

    [Fact]
    public void Every_cell_fits_the_space_and_round_trips_as_text()
    {
        PublishedCells.All.Should().HaveCount(15);
        foreach (var cell in PublishedCells.All)
        {
            Genotype.Parse(cell.Genotype.ToString()).Should().Be(cell.Genotype);
            var architecture = cell.Genotype.ToArchitecture(SearchSpaceDefinition.Darts);
            Genotype.FromArchitecture(architecture).ToArchitecture(SearchSpaceDefinition.Darts).Should().Be(architecture);
            cell.Source.Should().NotBeEmpty();
        }
    }

    [Fact]
    public void Genotypes_outside_the_space_are_refused_with_the_pair()
    {
        foreach (var (_, _, genotype, _) in PublishedGenotypes.Read().Where(p => !p.InDartsSpace))
            FluentActions.Invoking(() => genotype.ToArchitecture(SearchSpaceDefinition.Darts)).Should().Throw<ArgumentException>().WithMessage("*cell has 10 pairs*");
    }

    [Theory]
    [InlineData("DARTS_V2")]
    [InlineData(" darts_v2 ")]
    public void Names_are_found_whatever_their_case(string name) => PublishedCells.Find(name).Name.Should().Be("DARTS_V2");

    [Theory]
    [InlineData("DARTS_V3", "DARTS_V1, DARTS_V2")]
    [InlineData("fig8", "DDAS_NL_CIFAR10_fig8")]
    [InlineData("GDAS", "GDAS_V1, GDAS_V1_FairDARTS_copy")]
    public void An_unknown_name_lists_the_nearest(string name, string nearest) =>
        FluentActions.Invoking(() => PublishedCells.Find(name)).Should().Throw<ArgumentException>().WithMessage($"No published cell is called '{name}'. Near it: {nearest}*");

    [Fact]
    public void An_unknown_name_of_any_length_is_refused_at_once() =>
        FluentActions.Invoking(() => PublishedCells.Find(new string('x', 1_000_000))).Should().Throw<ArgumentException>().Which.Message.Length.Should().BeLessThan(300);

    [Fact]
    public void A_text_is_a_genotype_where_it_has_a_parenthesis_and_a_name_otherwise()
    {
        var cell = PublishedCells.Find("PDARTS");

        PublishedCells.Resolve("pdarts").Should().Be(cell.Genotype);
        PublishedCells.Resolve(cell.Genotype.ToString()).Should().Be(cell.Genotype);
        FluentActions.Invoking(() => PublishedCells.Resolve("Genotype(")).Should().Throw<GenotypeFormatException>();
        FluentActions.Invoking(() => PublishedCells.Resolve("")).Should().Throw<ArgumentException>().WithMessage("No published cell*");
    }
}

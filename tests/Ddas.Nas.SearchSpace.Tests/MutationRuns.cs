using System.Text;

namespace Ddas.Nas.SearchSpace.Tests;

/// <summary>A thousand damaged copies of a genotype's text; tests/mutations.sh starts them.</summary>
[Trait("Category", "mutations")]
public sealed class MutationRuns
{
    [Fact(Explicit = true)]
    public void Genotype_text() =>
        new MutationRun("genotype", "At position ", typeof(GenotypeFormatException)).Feed(
            Encoding.UTF8.GetBytes(PublishedCells.Find("DARTS_V2").Genotype.ToString()), static bytes => Genotype.Parse(Encoding.UTF8.GetString(bytes)).ToString());
}

using System.Text.Json;

namespace Ddas.Nas.SearchSpace.Tests;

/// <summary>The genotypes of Resources/darts_genotypes.json, with what was published and computed of them.</summary>
internal static class PublishedGenotypes
{
    public static IReadOnlyList<(string Name, bool InDartsSpace, Genotype Genotype, JsonElement Entry)> Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Resources", "darts_genotypes.json")));
        return [.. document.RootElement.Clone().EnumerateArray().Select(static e => (e.GetProperty("name").GetString()!, e.GetProperty("in_darts_space").GetBoolean(), Genotype(e.GetProperty("genotype")), e))];
    }

    private static Genotype Genotype(JsonElement e) => new(Pairs(e, "normal"), Concat(e, "normal_concat"), Pairs(e, "reduce"), Concat(e, "reduce_concat"));

    private static IEnumerable<GenotypePair> Pairs(JsonElement e, string cell) =>
        e.GetProperty(cell).EnumerateArray().Select(static p => new GenotypePair(new Operation(p[0].GetString()!), p[1].GetInt32()));

    private static IEnumerable<int> Concat(JsonElement e, string cell) => e.GetProperty(cell).EnumerateArray().Select(static p => p.GetInt32());
}

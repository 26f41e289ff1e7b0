namespace Ddas.Nas.SearchSpace;

/// <summary>Cells of the DARTS space that papers printed, by name.</summary>
/// <remarks>
/// Facts, each with where it was printed: quark0/darts, yuhuixu1993/PC-DARTS, chenxin061/pdarts, D-X-Y/AutoDL-Projects,
/// xiaomi-automl/FairDARTS, SNAS-Series, xiangning-chen/DrNAS, automl/nasbench301, and the figures of the DDAS paper
/// (doi 10.1109/ACCESS.2021.3101975).
/// </remarks>
public static class PublishedCells
{
    /// <summary>Every cell.</summary>
    public static IReadOnlyList<PublishedCell> All { get; } = Array.AsReadOnly<PublishedCell>(
    [
        new("DARTS_V1", "quark0/darts cnn/genotypes.py (Apache-2.0)", Genotype.Parse(
            "Genotype(normal=[('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('skip_connect', 0), ('sep_conv_3x3', 1), ('skip_connect', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('skip_connect', 2)], normal_concat=[2, 3, 4, 5], "
            + "reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 0), ('max_pool_3x3', 0), ('skip_connect', 2), ('skip_connect', 2), ('avg_pool_3x3', 0)], reduce_concat=[2, 3, 4, 5])")),
        new("DARTS_V2", "quark0/darts cnn/genotypes.py (Apache-2.0)", Genotype.Parse(
            "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 1), ('skip_connect', 0), ('skip_connect', 0), ('dil_conv_3x3', 2)], normal_concat=[2, 3, 4, 5], "
            + "reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 1), ('max_pool_3x3', 0), ('skip_connect', 2), ('skip_connect', 2), ('max_pool_3x3', 1)], reduce_concat=[2, 3, 4, 5])")),
        new("PC_DARTS_cifar", "yuhuixu1993/PC-DARTS genotypes.py", Genotype.Parse(
            "Genotype(normal=[('sep_conv_3x3', 1), ('skip_connect', 0), ('sep_conv_3x3', 0), ('dil_conv_3x3', 1), ('sep_conv_5x5', 0), ('sep_conv_3x3', 1), ('avg_pool_3x3', 0), ('dil_conv_3x3', 1)], normal_concat=[2, 3, 4, 5], "
            + "reduce=[('sep_conv_5x5', 1), ('max_pool_3x3', 0), ('sep_conv_5x5', 1), ('sep_conv_5x5', 2), ('sep_conv_3x3', 0), ('sep_conv_3x3', 3), ('sep_conv_3x3', 1), ('sep_conv_3x3', 2)], reduce_concat=[2, 3, 4, 5])")),
        new("PDARTS", "chenxin061/pdarts genotypes.py", Genotype.Parse(
            "Genotype(normal=[('skip_connect', 0), ('dil_conv_3x3', 1), ('skip_connect', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 1), ('sep_conv_3x3', 3), ('sep_conv_3x3', 0), ('dil_conv_5x5', 4)], normal_concat=[2, 3, 4, 5], "
            + "reduce=[('avg_pool_3x3', 0), ('sep_conv_5x5', 1), ('sep_conv_3x3', 0), ('dil_conv_5x5', 2), ('max_pool_3x3', 0), ('dil_conv_3x3', 1), ('dil_conv_3x3', 1), ('dil_conv_5x5', 3)], reduce_concat=[2, 3, 4, 5])")),
        new("GDAS_V1", "D-X-Y/AutoDL-Projects xautodl/nas_infer_model/DXYs/genotypes.py (MIT)", Genotype.Parse(
            "Genotype(normal=[('skip_connect', 0), ('skip_connect', 1), ('skip_connect', 0), ('sep_conv_5x5', 2), ('sep_conv_3x3', 3), ('skip_connect', 0), ('sep_conv_5x5', 4), ('sep_conv_3x3', 3)], normal_concat=[2, 3, 4, 5], "
            + "reduce=[('sep_conv_5x5', 0), ('sep_conv_3x3', 1), ('sep_conv_5x5', 2), ('sep_conv_5x5', 1), ('dil_conv_5x5', 2), ('sep_conv_3x3', 1), ('sep_conv_5x5', 0), ('sep_conv_5x5', 1)], reduce_concat=[2, 3, 4, 5])")),
        new("GDAS_V1_FairDARTS_copy", "xiaomi-automl/FairDARTS fairdarts/genotypes.py (last reduce edge differs from the original)", Genotype.Parse(
            "Genotype(normal=[('skip_connect', 0), ('skip_connect', 1), ('skip_connect', 0), ('sep_conv_5x5', 2), ('sep_conv_3x3', 3), ('skip_connect', 0), ('sep_conv_5x5', 4), ('sep_conv_3x3', 3)], normal_concat=[2, 3, 4, 5], "
            + "reduce=[('sep_conv_5x5', 0), ('sep_conv_3x3', 1), ('sep_conv_5x5', 2), ('sep_conv_5x5', 1), ('dil_conv_5x5', 2), ('sep_conv_3x3', 1), ('sep_conv_5x5', 0), ('sep_conv_5x5', 2)], reduce_concat=[2, 3, 4, 5])")),
        new("SNAS_mild", "SNAS-Series/SNAS-Series SNAS/genotypes.py", Genotype.Parse(
            "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('skip_connect', 0), ('dil_conv_3x3', 1), ('skip_connect', 0), ('skip_connect', 1), ('skip_connect', 0), ('sep_conv_3x3', 1)], normal_concat=[2, 3, 4, 5], "
            + "reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 0), ('dil_conv_5x5', 2)], reduce_concat=[2, 3, 4, 5])")),
        new("SNAS_moderate", "SNAS-Series/SNAS-Series SNAS/genotypes.py", Genotype.Parse(
            "Genotype(normal=[('dil_conv_5x5', 0), ('skip_connect', 1), ('sep_conv_3x3', 0), ('skip_connect', 1), ('skip_connect', 0), ('skip_connect', 1), ('sep_conv_3x3', 0), ('dil_conv_5x5', 1)], normal_concat=[2, 3, 4, 5], "
            + "reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('sep_conv_5x5', 0), ('dil_conv_5x5', 1), ('sep_conv_5x5', 0), ('sep_conv_5x5', 1), ('sep_conv_5x5', 0), ('sep_conv_5x5', 1)], reduce_concat=[2, 3, 4, 5])")),
        new("SNAS_aggressive", "SNAS-Series/SNAS-Series SNAS/genotypes.py", Genotype.Parse(
            "Genotype(normal=[('sep_conv_5x5', 0), ('skip_connect', 1), ('skip_connect', 0), ('skip_connect', 1), ('dil_conv_5x5', 1), ('skip_connect', 0), ('skip_connect', 0), ('dil_conv_5x5', 1)], normal_concat=[2, 3, 4, 5], "
            + "reduce=[('sep_conv_5x5', 0), ('none', 1), ('sep_conv_5x5', 0), ('none', 1), ('none', 1), ('none', 0), ('none', 1), ('none', 0)], reduce_concat=[2, 3, 4, 5])")),
        new("MdeNAS", "xiaomi-automl/FairDARTS fairdarts/genotypes.py", Genotype.Parse(
            "Genotype(normal=[('sep_conv_5x5', 1), ('sep_conv_3x3', 0), ('skip_connect', 0), ('sep_conv_5x5', 1), ('sep_conv_5x5', 3), ('sep_conv_3x3', 1), ('dil_conv_5x5', 3), ('max_pool_3x3', 4)], normal_concat=[2, 3, 4, 5], "
            + "reduce=[('max_pool_3x3', 0), ('sep_conv_5x5', 1), ('skip_connect', 0), ('skip_connect', 1), ('sep_conv_3x3', 3), ('skip_connect', 2), ('dil_conv_3x3', 3), ('sep_conv_5x5', 0)], reduce_concat=[2, 3, 4, 5])")),
        new("FairDARTS_d", "xiaomi-automl/FairDARTS fairdarts/genotypes.py (rewritten from (op,dst,src) to (op,src) pairs)", Genotype.Parse(
            "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_5x5', 1), ('dil_conv_3x3', 1), ('max_pool_3x3', 0), ('dil_conv_3x3', 0), ('dil_conv_3x3', 1), ('sep_conv_3x3', 0), ('dil_conv_5x5', 1)], normal_concat=[2, 3, 4, 5], "
            + "reduce=[('max_pool_3x3', 0), ('sep_conv_5x5', 1), ('avg_pool_3x3', 0), ('dil_conv_5x5', 2), ('dil_conv_3x3', 3), ('avg_pool_3x3', 0), ('avg_pool_3x3', 0), ('skip_connect', 3)], reduce_concat=[2, 3, 4, 5])")),
        new("DrNAS_cifar10", "xiangning-chen/DrNAS DARTS-space/genotypes.py", Genotype.Parse(
            "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_5x5', 1), ('sep_conv_3x3', 1), ('sep_conv_3x3', 2), ('skip_connect', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 2), ('dil_conv_5x5', 3)], normal_concat=[2, 3, 4, 5], "
            + "reduce=[('max_pool_3x3', 0), ('sep_conv_5x5', 1), ('dil_conv_5x5', 2), ('sep_conv_5x5', 1), ('sep_conv_5x5', 1), ('dil_conv_5x5', 3), ('skip_connect', 4), ('sep_conv_5x5', 1)], reduce_concat=[2, 3, 4, 5])")),
        new("DDAS_NL_CIFAR10_fig8", "DDAS paper Figure 8, read off the vector drawing; step 833 of DDAS-NL", Genotype.Parse(
            "Genotype(normal=[('avg_pool_3x3', 0), ('sep_conv_3x3', 1), ('skip_connect', 0), ('sep_conv_5x5', 1), ('dil_conv_3x3', 1), ('dil_conv_3x3', 2), ('max_pool_3x3', 3), ('avg_pool_3x3', 4)], normal_concat=[2, 3, 4, 5], "
            + "reduce=[('sep_conv_5x5', 0), ('avg_pool_3x3', 1), ('max_pool_3x3', 0), ('dil_conv_5x5', 2), ('max_pool_3x3', 1), ('dil_conv_3x3', 3), ('sep_conv_5x5', 0), ('sep_conv_5x5', 2)], reduce_concat=[2, 3, 4, 5])")),
        new("DDAS_4S_CIFAR100_fig9", "DDAS paper Figure 9, read off the vector drawing; step 1483 of DDAS-4S", Genotype.Parse(
            "Genotype(normal=[('avg_pool_3x3', 0), ('none', 1), ('skip_connect', 0), ('sep_conv_3x3', 1), ('max_pool_3x3', 0), ('dil_conv_3x3', 1), ('sep_conv_5x5', 0), ('max_pool_3x3', 3)], normal_concat=[2, 3, 4, 5], "
            + "reduce=[('avg_pool_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('dil_conv_5x5', 2), ('skip_connect', 1), ('dil_conv_3x3', 3), ('none', 1), ('dil_conv_3x3', 4)], reduce_concat=[2, 3, 4, 5])")),
        new("NB301_results_0", "automl/nasbench301 (Apache-2.0)", Genotype.Parse(
            "Genotype(normal=[('skip_connect', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('skip_connect', 1), ('dil_conv_3x3', 0), ('dil_conv_5x5', 2), ('sep_conv_3x3', 1), ('skip_connect', 2)], normal_concat=[2, 3, 4, 5], "
            + "reduce=[('max_pool_3x3', 0), ('avg_pool_3x3', 1), ('skip_connect', 0), ('dil_conv_5x5', 1), ('sep_conv_3x3', 1), ('sep_conv_5x5', 2), ('sep_conv_3x3', 2), ('dil_conv_3x3', 3)], reduce_concat=[2, 3, 4, 5])")),
    ]);

    /// <summary>The cell of a name, for example <c>DARTS_V2</c>.</summary>
    /// <param name="name">The name; case does not matter.</param>
    /// <exception cref="ArgumentException">No cell has that name; the message lists the names nearest to it.</exception>
    public static PublishedCell Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        name = name.Trim();
        return All.FirstOrDefault(cell => cell.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"No published cell is called {TextFragment.At(name, 0)}. Near it: {string.Join(", ", Near(name))}.", nameof(name));
    }

    /// <summary>What a user means by a text: a genotype where it has a parenthesis, else the published cell of that name.</summary>
    /// <exception cref="GenotypeFormatException">It has a parenthesis and is no genotype.</exception>
    /// <exception cref="ArgumentException">It is no name either.</exception>
    public static Genotype Resolve(string genotypeOrName)
    {
        ArgumentNullException.ThrowIfNull(genotypeOrName);
        return genotypeOrName.Contains('(', StringComparison.Ordinal) ? Genotype.Parse(genotypeOrName) : Find(genotypeOrName).Genotype;
    }

    private static IEnumerable<string> Near(string name)
    {
        const int Longest = 100, Shown = 3;
        string wanted = (name.Length > Longest ? name[..Longest] : name).ToUpperInvariant();
        return All.Select(static cell => cell.Name)
            .OrderByDescending(known => wanted.Length > 0 && known.Contains(wanted, StringComparison.OrdinalIgnoreCase))
            .ThenBy(known => EditDistance(known.ToUpperInvariant(), wanted))
            .Take(Shown);
    }

    private static int EditDistance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}

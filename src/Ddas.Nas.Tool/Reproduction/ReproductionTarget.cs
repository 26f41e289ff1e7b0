using Ddas.Nas.Tool.Common;

namespace Ddas.Nas.Tool.Reproduction;

/// <summary>A figure or table of the paper, and what it is made from.</summary>
/// <param name="Name">As on the command line, for example <c>figure 3</c>.</param>
/// <param name="Ablation">Whether it compares rewards (Fig. 2); else it compares methods.</param>
/// <param name="Trained">Whether it needs the front's cells trained.</param>
internal sealed record ReproductionTarget(string Name, bool Ablation, bool Trained)
{
    /// <summary>Every target.</summary>
    public static IReadOnlyList<ReproductionTarget> All { get; } =
    [
        new("figure 2", Ablation: true, Trained: false),
        new("figure 3", Ablation: false, Trained: false),
        new("figure 4", Ablation: false, Trained: false),
        new("figure 5", Ablation: false, Trained: false),
        new("figure 6", Ablation: false, Trained: true),
        new("table 1", Ablation: false, Trained: true),
        new("table 2", Ablation: false, Trained: true),
    ];

    /// <summary>The targets that were asked for; all where none was.</summary>
    /// <exception cref="UsageException">There is no such figure or table.</exception>
    public static IReadOnlyList<ReproductionTarget> Find(IReadOnlyList<int> figures, IReadOnlyList<int> tables)
    {
        string[] names = [.. figures.Select(n => $"figure {n}"), .. tables.Select(n => $"table {n}")];
        if (names.Length == 0) return All;
        return [.. names.Distinct().Select(name => All.FirstOrDefault(t => t.Name == name)
            ?? throw new UsageException($"There is nothing to reproduce for {name}; choose of {string.Join(", ", All.Select(t => t.Name))}."))];
    }
}

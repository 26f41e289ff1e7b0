using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;

namespace Ddas.Nas.Tool.Tests;

/// <summary>Tables of NAS-Bench-201's space with invented accuracies.</summary>
internal static class Tables
{
    /// <summary>Writes one with the column <c>accuracy</c>.</summary>
    public static string Write(string path)
    {
        File.WriteAllLines(path, ArchitectureEnumeration.All(SearchSpaceDefinition.NasBench201).Select(static (architecture, i) => $"{ArchitectureText.Format(architecture)},0.{10000 + i}").Prepend("arch,accuracy"));
        return path;
    }
}

using System.Text;
using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;

namespace Ddas.Nas.Agents.Tests.Benchmarks;

/// <summary>A space of eight architectures and tables of it.</summary>
internal static class SmallTable
{
    public static SearchSpaceDefinition Space { get; } =
        new("small", ["cell"], new CellTopology(1, 2, EdgeChoice.EveryEdge, CellOutput.LastNode), [Operation.None, new("x")]);

    /// <summary>The architectures' texts: none, none, none first and x, x, x last.</summary>
    public static IReadOnlyList<string> Texts { get; } = [.. ArchitectureEnumeration.All(Space).Select(ArchitectureText.Format)];

    /// <summary>A CSV text with a row for each architecture, whose further fields are given by its number.</summary>
    public static string Csv(string header, Func<int, string> fields) =>
        header + "\n" + string.Concat(Texts.Select((text, i) => $"{text},{fields(i)}\n"));

    public static ArchitectureTable Read(string csv, ArchitectureTableOptions? options = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        return ArchitectureTable.Read(stream, "small.csv", Space, options);
    }
}

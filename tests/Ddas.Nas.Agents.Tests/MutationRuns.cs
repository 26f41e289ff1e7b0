using System.Text;
using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.Agents.Tests.Benchmarks;

namespace Ddas.Nas.Agents.Tests;

/// <summary>A thousand damaged copies of a table; tests/mutations.sh starts them.</summary>
[Trait("Category", "mutations")]
public sealed class MutationRuns
{
    [Fact(Explicit = true)]
    public void Table()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Combine("table.csv");

        new MutationRun("table", path, typeof(TableFormatException)).Feed(Encoding.UTF8.GetBytes(SmallTable.Csv("arch,accuracy,flops", i => $"0.{i},{i}e6")), bytes =>
        {
            File.WriteAllBytes(path, bytes);
            var read = ArchitectureTable.Read(path, SmallTable.Space, new ArchitectureTableOptions { CostColumn = "flops" });
            return string.Join('\n', read.Rows.Select(static row => $"{row.Architecture} {row.Accuracies[0]} {row.Cost}"));
        });
    }
}

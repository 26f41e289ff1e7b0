using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.Agents.Evolution;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Tests.Benchmarks;

public class WithoutNativesTests
{
    public static TheoryData<string> Agents => ["rs", "evolution", "local"];

    [Theory]
    [MemberData(nameof(Agents))]
    public void A_table_is_searched_where_no_tensor_library_is(string agent)
    {
        var space = SearchSpaceDefinition.NasBench201;
        var table = ArchitectureTable.NasBench201(new ArchitectureTableOptions { AccuracyColumns = ["cifar10_valid"] });
        ISearchAgent searcher = agent switch
        {
            "rs" => new RandomSearchAgent(space, 1),
            "evolution" => new RegularizedEvolutionAgent(space, 1),
            _ => new LocalSearchAgent(space, 1),
        };

        new SearchLoop(new SearchEnvironment(new TabularEvaluator(table, 1)), searcher, new SearchOptions { Steps = 200 }).Run().Best!.Accuracy.Should().BeInRange(0.8, 1);

        // The checkers that these tests use bring TorchSharp's own files along, but not libtorch, and nothing here loads them.
        Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories).Select(Path.GetFileName)
            .Where(file => file!.StartsWith("libtorch", StringComparison.Ordinal) || file.StartsWith("torch", StringComparison.Ordinal) || file.StartsWith("libc10", StringComparison.Ordinal)).Should().BeEmpty();
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        process.Modules.Cast<System.Diagnostics.ProcessModule>().Select(module => module.ModuleName).Where(name => name.Contains("torch", StringComparison.OrdinalIgnoreCase)).Should().BeEmpty();
        AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetName().Name).Should().NotContain(["TorchSharp", "Ddas.Nas.Torch", "Ddas.Nas.Supernet"]);
    }
}

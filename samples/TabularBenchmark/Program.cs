// Compares all agents on NAS-Bench-201: TabularBenchmark [SEEDS] [STEPS,STEPS...] [TABLE.csv[.gz] ACCURACY-COLUMN TEST-COLUMN]
using System.Globalization;
using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.TabularBenchmark;
using Ddas.Nas.Torch;
using TorchSharp;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length is not (0 or 1 or 2 or 5))
{
    Console.Error.WriteLine("Usage: TabularBenchmark [SEEDS, default 20] [STEPS, default 500,1500] [TABLE.csv[.gz] ACCURACY-COLUMN TEST-COLUMN, default the library's table]");
    return 2;
}

int seeds = args.Length > 0 ? int.Parse(args[0]) : 20;
int[] budgets = [.. (args.Length > 1 ? args[1] : "500,1500").Split(',').Select(int.Parse)];
var table = args.Length == 5
    ? ArchitectureTable.Read(args[2], SearchSpaceDefinition.NasBench201, new ArchitectureTableOptions { AccuracyColumns = [args[3]], TestColumn = args[4] })
    : ArchitectureTable.NasBench201();
TorchNative.EnsureLoaded();
torch.set_num_threads(1); // the searches run beside each other instead

foreach (int steps in budgets)
{
    var results = Comparison.Run(table, steps, seeds, method => Console.Error.WriteLine($"{steps} steps: {method} done"));
    Console.WriteLine(Comparison.ToMarkdown(results, steps));
}

return 0;

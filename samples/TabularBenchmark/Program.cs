// Compares all agents on a table of NAS-Bench-201: TabularBenchmark TABLE.csv[.gz] ACCURACY-COLUMN TEST-COLUMN [SEEDS] [STEPS,STEPS...]
using System.Globalization;
using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.TabularBenchmark;
using Ddas.Nas.Torch;
using TorchSharp;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length < 3)
{
    Console.Error.WriteLine("Usage: TabularBenchmark TABLE.csv[.gz] ACCURACY-COLUMN TEST-COLUMN [SEEDS, default 20] [STEPS, default 500,1500]");
    return 2;
}

var table = ArchitectureTable.Read(args[0], SearchSpaceDefinition.NasBench201, new ArchitectureTableOptions { AccuracyColumns = [args[1]], TestColumn = args[2] });
int seeds = args.Length > 3 ? int.Parse(args[3]) : 20;
int[] budgets = [.. (args.Length > 4 ? args[4] : "500,1500").Split(',').Select(int.Parse)];
TorchNative.EnsureLoaded();
torch.set_num_threads(1); // the searches run beside each other instead

foreach (int steps in budgets)
{
    var results = Comparison.Run(table, steps, seeds, method => Console.Error.WriteLine($"{steps} steps: {method} done"));
    Console.WriteLine(Comparison.ToMarkdown(results, steps));
}

return 0;

// Three rewards with four noises side by side: Swap [STEPS, default 300] [SEEDS, default 3] [TABLE.csv[.gz] ACCURACY-COLUMN]
// Without a table of NAS-Bench-201 it searches a synthetic landscape whose architectures get better as they are visited.
using System.Globalization;
using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Swap;
using Ddas.Nas.Torch;
using TorchSharp;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int steps = args.Length > 0 ? int.Parse(args[0]) : 300, seeds = args.Length > 1 ? int.Parse(args[1]) : 3;
TorchNative.EnsureLoaded();
torch.set_num_threads(1); // the searches run beside each other instead

Func<IRewardFunction, IEnvironment> environment = reward => new SearchEnvironment(new SyntheticEvaluator(SearchSpaceDefinition.Darts, new() { DriftVisits = 20 }), new() { Reward = reward });
if (args.Length > 3)
{
    var table = ArchitectureTable.Read(args[2], SearchSpaceDefinition.NasBench201, new ArchitectureTableOptions { AccuracyColumns = [args[3]] });
    environment = reward => new SearchEnvironment(new TabularEvaluator(table), new() { Reward = reward });
}

Console.WriteLine($"Mean accuracy of the last sixth of {steps} steps in percent, mean and range over {seeds} seeds:\n");
Console.WriteLine(Ablation.ToMarkdown(Ablation.Run(environment, steps, seeds)));

using System.CommandLine;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.Supernet;
using Ddas.Nas.Tool.Search;

namespace Ddas.Nas.Tool.Commands;

/// <summary>The options that say what a search measures on: a supernet or a table, and how.</summary>
internal sealed class SourceArguments
{
    private static readonly SupernetEvaluatorOptions Defaults = new();

    private readonly Option<string?> supernet = new("--supernet") { Description = "Folder of a warmed supernet (ddas warmup)." };
    private readonly Option<string?> data = new("--data") { Description = "Folder of the data set, where its files have moved since the warm-up." };
    private readonly Option<string?> table = new("--table") { Description = "Instead of a supernet: nasbench201 for the table that comes with ddas, or a CSV or CSV.gz file with a row for each architecture." };
    private readonly Option<string> space = new("--space") { Description = "Space of the table.", DefaultValueFactory = _ => "nasbench201" };
    private readonly Option<string?> accuracy = new("--accuracy") { Description = "The table's column of accuracies, or several with commas between, of which each step draws one; of nasbench201 cifar10_valid_e12 when left out." };
    private readonly Option<string?> test = new("--test") { Description = "The table's column of test accuracies; of nasbench201 cifar10_test when left out." };
    private readonly Option<string?> loss = new("--loss") { Description = "The table's column of losses; 1 - accuracy when left out." };
    private readonly Option<string?> cost = new("--cost") { Description = "The table's column of costs; of nasbench201 flops_m when left out." };
    private readonly Option<int> batches = new("--batches") { Description = "Training batches a step (M).", DefaultValueFactory = _ => Defaults.Batches };
    private readonly Option<int?> valid = new("--valid") { Description = "Measure on a fixed subset of this many images of D_V; all when left out." };
    private readonly Option<string> reward = new("--reward") { Description = "full (Eq. 3), accuracy, loss, or cost.", DefaultValueFactory = _ => "full" };
    private readonly Option<string> none = new("--none") { Description = "Whether the operation none may be chosen: allow or exclude.", DefaultValueFactory = _ => "allow" };
    private readonly Option<string> batchNorm = new("--bn") { Description = "Statistics on D_V: running, recalibrate:K, or batch.", DefaultValueFactory = _ => "running" };
    private readonly Option<string> precision = new("--eval-precision") { Description = "Numbers in which D_V is measured: float32, or bfloat16 (for GPUs).", DefaultValueFactory = _ => "float32" };
    private readonly Option<long?> maxFlops = new("--max-flops") { Description = "Keeps architectures below this many FLOPs of the search network." };

    public SourceArguments(Command command)
    {
        reward.AcceptOnlyFromAmong("full", "accuracy", "loss", "cost");
        none.AcceptOnlyFromAmong("allow", "exclude");
        precision.AcceptOnlyFromAmong("float32", "bfloat16");
        foreach (Option option in (Option[])[supernet, data, table, space, accuracy, test, loss, cost, batches, valid, reward, none, batchNorm, precision, maxFlops]) command.Add(option);
    }

    public SourceRequest Bind(ParseResult arguments) => new()
    {
        Supernet = arguments.GetValue(supernet),
        Data = arguments.GetValue(data),
        Table = arguments.GetValue(table),
        Space = arguments.GetValue(space)!,
        Columns = (arguments.GetValue(accuracy), arguments.GetValue(test), arguments.GetValue(loss), arguments.GetValue(cost)),
        Batches = arguments.GetValue(batches),
        Valid = arguments.GetValue(valid),
        Reward = arguments.GetValue(reward)!,
        None = arguments.GetValue(none) == "exclude" ? NonePolicy.Exclude : NonePolicy.Allow,
        BatchNorm = arguments.GetValue(batchNorm)!,
        Precision = Enum.Parse<EvaluationPrecision>(arguments.GetValue(precision)!, ignoreCase: true),
        MaxFlops = arguments.GetValue(maxFlops),
    };
}

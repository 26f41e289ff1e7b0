using System.CommandLine;
using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Supernet;

namespace Ddas.Nas.Tool.Commands;

/// <summary>The options that say what a search measures on, and how.</summary>
internal sealed class EnvironmentOptions
{
    private const int CudaEvaluationBatch = 1024; // what a CPU's cache holds is no limit there
    private const string OwnTable = "nasbench201";
    private static readonly SupernetEnvironmentOptions Defaults = new();
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

    public EnvironmentOptions(Command command)
    {
        reward.AcceptOnlyFromAmong("full", "accuracy", "loss", "cost");
        none.AcceptOnlyFromAmong("allow", "exclude");
        precision.AcceptOnlyFromAmong("float32", "bfloat16");
        foreach (Option option in (Option[])[supernet, data, table, space, accuracy, test, loss, cost, batches, valid, reward, none, batchNorm, precision, maxFlops]) command.Add(option);
    }

    public NonePolicy None(ParseResult arguments) => arguments.GetValue(none) == "exclude" ? NonePolicy.Exclude : NonePolicy.Allow;

    /// <summary>Opens the supernet or the table.</summary>
    public IEnvironmentSource Open(ParseResult arguments, RuntimeOptions runtime, bool needsTorch) =>
        (arguments.GetValue(supernet), arguments.GetValue(table)) switch
        {
            ({ } folder, null) => OpenSupernet(arguments, runtime, folder),
            (null, { } file) => OpenTable(arguments, runtime, file, needsTorch),
            _ => throw new UsageException("A search needs either --supernet with a folder that ddas warmup wrote, or --table with nasbench201 or a CSV file."),
        };

    private SupernetSource OpenSupernet(ParseResult arguments, RuntimeOptions runtime, string folder)
    {
        var policy = Input.Use(() => BatchNormPolicy.Parse(arguments.GetValue(batchNorm)!));
        var device = runtime.Start(arguments);
        var warm = SupernetFolder.Load(folder);
        try
        {
            var request = DataSetRequest.Read(folder);
            if (arguments.GetValue(data) is { } moved) request = request with { Folder = moved };
            var images = request.Load(device);
            if (images.Description.Checksum != warm.Data.Checksum)
                throw new UsageException($"The images of '{request.Folder ?? request.Name}' are not those that the supernet in '{folder}' was made with (checksum {images.Description.Checksum} instead of {warm.Data.Checksum}); name their folder with --data.");
            var flops = new DartsNetworkCost(warm.Skeleton with { AffineOperations = true }, space: warm.Space);
            var (chooser, measure) = (Discretizer(arguments, warm.Space, flops), Reward(arguments, () => Heaviest(warm.Space, flops)));
            return new SupernetSource(
                folder, warm, images, device,
                seed => new SupernetEnvironmentOptions
                {
                    Batches = arguments.GetValue(batches), ValidImages = arguments.GetValue(valid), BatchNorm = policy, Seed = seed,
                    EvaluationBatchSize = device.type == TorchSharp.DeviceType.CUDA ? CudaEvaluationBatch : Defaults.EvaluationBatchSize,
                    EvaluationPrecision = Enum.Parse<EvaluationPrecision>(arguments.GetValue(precision)!, ignoreCase: true),
                },
                options => new SupernetEnvironment(warm, images, options, measure, chooser, flops));
        }
        catch
        {
            warm.Dispose();
            throw;
        }
    }

    private TableSource OpenTable(ParseResult arguments, RuntimeOptions runtime, string file, bool needsTorch)
    {
        if (arguments.GetValue(space) != SearchSpaceDefinition.NasBench201.Name)
            throw new UsageException($"--space is '{arguments.GetValue(space)}', but tables are read of space {SearchSpaceDefinition.NasBench201.Name} only.");
        bool own = file == OwnTable;
        string? columns = arguments.GetValue(accuracy);
        if (columns is null && !own) throw new UsageException("--table needs --accuracy with the name of a column.");
        var options = own ? ArchitectureTableOptions.NasBench201() : new ArchitectureTableOptions();
        if (columns is not null) options.AccuracyColumns = columns.Split(',', StringSplitOptions.TrimEntries);
        options.TestColumn = arguments.GetValue(test) ?? options.TestColumn;
        options.LossColumn = arguments.GetValue(loss);
        options.CostColumn = arguments.GetValue(cost) ?? options.CostColumn;
        if (needsTorch) runtime.Start(arguments);
        var read = own ? ArchitectureTable.NasBench201(options) : ArchitectureTable.Read(file, SearchSpaceDefinition.NasBench201, options);
        var (chooser, measure) = (Discretizer(arguments, read.Space, null), Reward(arguments, () => read.Mean.Flops ?? throw new UsageException("--reward cost needs --cost with the name of a column.")));
        return new TableSource(read, seed => new TabularEnvironment(read, seed, measure, chooser));
    }

    private IDiscretizer Discretizer(ParseResult arguments, SearchSpaceDefinition of, IArchitectureCost? flops)
    {
        var inner = new BestPairDiscretizer(new DiscretizerOptions { None = None(arguments) });
        if (arguments.GetValue(maxFlops) is not { } limit) return inner;
        if (flops is null) throw new UsageException("--max-flops needs a supernet; a table's cost column is not its network's FLOPs.");
        return new BudgetDiscretizer(inner, flops, of, new BudgetDiscretizerOptions { MaxFlops = limit, None = None(arguments) });
    }

    private IRewardFunction Reward(ParseResult arguments, Func<double> reference) => arguments.GetValue(reward) switch
    {
        "accuracy" => new AccuracyReward(),
        "loss" => new LossReward(),
        "cost" => new CostAwareReward(new DdasReward(), new CostAwareRewardOptions { Reference = reference() }),
        _ => new DdasReward(),
    };

    private static double Heaviest(SearchSpaceDefinition of, DartsNetworkCost flops)
    {
        var alpha = new float[of.ActionLength];
        int heaviest = of.IndexOf(DartsOperations.SeparableConv5x5);
        for (int i = heaviest; i < alpha.Length; i += of.Operations.Count) alpha[i] = 1;
        return flops.Of(new BestPairDiscretizer().Discretize(ArchitectureWeights.FromValues(of, alpha))).FlopsPaper;
    }
}

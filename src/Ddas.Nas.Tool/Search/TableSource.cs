using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Tool.Common;

namespace Ddas.Nas.Tool.Search;

/// <summary>A table of measured architectures.</summary>
internal sealed class TableSource : SearchSource
{
    private const string OwnTable = "nasbench201";

    private readonly ArchitectureTable table;

    private TableSource(SourceRequest request, ArchitectureTable table, int threads)
        : base(request) => (this.table, Threads) = (table, threads);

    public override SearchSpaceDefinition Space => table.Space;

    public override string Device => "cpu";

    public override int Threads { get; }

    public override string Dataset => Path.GetFileName(table.Name);

    public override IReadOnlyDictionary<string, string> Notes => new Dictionary<string, string> { ["table"] = Request.Table! };

    public static TableSource Open(SearchRequest search, string file)
    {
        var request = search.Source;
        if (request.Space != SearchSpaceDefinition.NasBench201.Name)
            throw new UsageException($"--space is '{request.Space}', but tables are read of space {SearchSpaceDefinition.NasBench201.Name} only.");
        if (request.MaxFlops is not null) throw new UsageException("--max-flops needs a supernet; a table's cost column is not its network's FLOPs.");
        bool own = file == OwnTable;
        if (request.Columns.Accuracy is null && !own) throw new UsageException("--table needs --accuracy with the name of a column.");
        var options = own ? ArchitectureTableOptions.NasBench201() : new ArchitectureTableOptions();
        if (request.Columns.Accuracy is { } columns) options.AccuracyColumns = columns.Split(',', StringSplitOptions.TrimEntries);
        options.TestColumn = request.Columns.Test ?? options.TestColumn;
        options.LossColumn = request.Columns.Loss;
        options.CostColumn = request.Columns.Cost ?? options.CostColumn;
        if (search.Agent.NeedsTorch || search.TensorBoard) search.Runtime.Start();
        return new TableSource(request, own ? ArchitectureTable.NasBench201(options) : ArchitectureTable.Read(file, SearchSpaceDefinition.NasBench201, options), search.Runtime.Threads ?? Environment.ProcessorCount);
    }

    public override IReadOnlyList<StepPart> Measure(long seed, IReadOnlyList<ArchitectureWeights> actions, CancellationToken stop)
    {
        using var environment = Create(seed);
        environment.Reset();
        return [new StepPart("table row", 1, Timing.PerAction(actions, action => environment.Step(action, stop)))];
    }

    public override void Dispose()
    {
    }

    protected override double ReferenceCost(IArchitectureCost? flops) => table.Mean.Flops ?? throw new UsageException("--reward cost needs --cost with the name of a column.");

    protected override IArchitectureEvaluator Evaluator(long seed) => new TabularEvaluator(table, seed);
}

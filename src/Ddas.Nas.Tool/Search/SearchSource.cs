using Ddas.Nas.Agents;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Tool.Common;

namespace Ddas.Nas.Tool.Search;

/// <summary>What a search measures on, read once for all seeds.</summary>
internal abstract class SearchSource(SourceRequest request) : IDisposable
{
    public abstract SearchSpaceDefinition Space { get; }

    public abstract string Device { get; }

    public abstract int Threads { get; }

    public abstract string Dataset { get; }

    /// <summary>Images that a step trains and measures on; null on a table.</summary>
    public virtual int? ImagesPerStep => null;

    /// <summary>Where it lies, for the commands that look it up in the run's manifest.</summary>
    public abstract IReadOnlyDictionary<string, string> Notes { get; }

    protected SourceRequest Request => request;

    /// <summary>Opens what a search asks for.</summary>
    /// <param name="search">The search.</param>
    /// <exception cref="UsageException">It asks for neither a supernet nor a table, or for what is not there.</exception>
    public static SearchSource Open(SearchRequest search) => (search.Source.Supernet, search.Source.Table) switch
    {
        ({ } folder, null) => SupernetSource.Open(search.Source, folder, search.Runtime),
        (null, { } table) => TableSource.Open(search, table),
        _ => throw new UsageException("A search needs either --supernet with a folder that ddas warmup wrote, or --table with nasbench201 or a CSV file."),
    };

    /// <summary>A new environment, which the caller disposes.</summary>
    public SearchEnvironment Create(long seed) => Input.Use(() => Wrap(Evaluator(seed)));

    /// <summary>Measures what a step consists of.</summary>
    public abstract IReadOnlyList<StepPart> Measure(long seed, IReadOnlyList<ArchitectureWeights> actions, CancellationToken stop);

    public abstract void Dispose();

    protected abstract IArchitectureEvaluator Evaluator(long seed);

    /// <summary>The cost that <c>--reward cost</c> is measured against.</summary>
    /// <param name="flops">What the evaluator counts; null where it does not.</param>
    protected abstract double ReferenceCost(IArchitectureCost? flops);

    protected SearchEnvironment Wrap(IArchitectureEvaluator evaluator)
    {
        var flops = evaluator.Costs.FirstOrDefault(static cost => cost.Name == Figures.Flops);
        return new SearchEnvironment(evaluator, new SearchEnvironmentOptions { Discretizer = Discretizer(flops), Reward = Reward(flops) });
    }

    private IDiscretizer Discretizer(IArchitectureCost? flops)
    {
        var inner = new BestPairDiscretizer(new DiscretizerOptions { None = request.None });
        if (request.MaxFlops is not { } limit) return inner;
        if (flops is null) throw new UsageException("--max-flops needs a supernet whose operations all have costs.");
        return new BudgetDiscretizer(inner, flops, Space, new BudgetDiscretizerOptions { Limit = limit, None = request.None });
    }

    private IRewardFunction Reward(IArchitectureCost? flops) => request.Reward switch
    {
        "accuracy" => new AccuracyReward(),
        "loss" => new LossReward(),
        "cost" => new CostAwareReward(new DdasReward(), new CostAwareRewardOptions { Reference = ReferenceCost(flops) }),
        _ => new DdasReward(),
    };
}

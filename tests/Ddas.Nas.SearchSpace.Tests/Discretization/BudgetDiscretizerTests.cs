using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Discretization;
using FsCheck.Xunit;

namespace Ddas.Nas.SearchSpace.Tests.Discretization;

public class BudgetDiscretizerTests
{
    private static readonly SearchSpaceDefinition Darts = SearchSpaceDefinition.Darts;
    private static readonly BestPairDiscretizer Inner = new();
    private static readonly DartsNetworkCost Cost = new(new NetworkSkeleton { Channels = 16, Cells = 6 });
    private static readonly long Cheapest = Cost.Of(Architectures.Darts(Operation.None)).FlopsPaper;

    [Property(MaxTest = 50)]
    public void The_limit_is_kept_on_the_edges_that_were_chosen(int seed, byte share)
    {
        var alpha = Alpha(seed);
        var free = Inner.Discretize(alpha);
        long limit = Cheapest + ((Cost.Of(free).FlopsPaper - Cheapest) * share / 256);

        var architecture = Budget(limit).Discretize(alpha);

        Cost.Of(architecture).FlopsPaper.Should().BeLessThanOrEqualTo(limit);
        for (int kind = 0; kind < 2; kind++) architecture.Cell(kind).Select(p => p.Edge).Should().Equal(free.Cell(kind).Select(p => p.Edge));
    }

    [Property(MaxTest = 50)]
    public void What_is_within_the_limit_is_left_alone_and_alpha_d_stays(int seed)
    {
        var alpha = Alpha(seed);
        long flops = Cost.Of(Inner.Discretize(alpha)).FlopsPaper;
        var tight = Budget(Math.Max(Cheapest, flops / 2));

        Budget(flops).Discretize(alpha).Should().Be(Inner.Discretize(alpha));
        tight.Discretize(tight.Discretize(alpha).Weights).Should().Be(tight.Discretize(alpha));
    }

    [Fact]
    public void The_operation_that_loses_least_is_replaced_first()
    {
        // Every edge's best is sep_conv_5x5 at 1; two edges have a cheaper operation close behind.
        var values = Values(DartsOperations.SeparableConv5x5);
        values[Offset(0, 3, DartsOperations.SeparableConv3x3)] = 0.9f;
        values[Offset(1, 6, DartsOperations.DilatedConv3x3)] = 0.8f;
        values[Offset(1, 6, DartsOperations.MaxPool3x3)] = 0.85f;
        var alpha = ArchitectureWeights.FromValues(Darts, values);
        var free = Inner.Discretize(alpha);
        long flops = Cost.Of(free).FlopsPaper;
        var once = Replaced(free, (0, 3, DartsOperations.SeparableConv3x3));
        var twice = Replaced(once, (1, 6, DartsOperations.MaxPool3x3));

        Budget(flops - 1).Discretize(alpha).Should().Be(once);
        Budget(Cost.Of(once).FlopsPaper - 1).Discretize(alpha).Should().Be(twice);
        Cost.Of(twice).FlopsPaper.Should().BeLessThan(Cost.Of(once).FlopsPaper);
    }

    [Fact]
    public void A_costlier_operation_is_no_replacement_however_close()
    {
        var values = Values(DartsOperations.DilatedConv3x3);
        values[Offset(0, 0, DartsOperations.SeparableConv5x5)] = 0.99f;
        values[Offset(0, 5, DartsOperations.SkipConnect)] = 0.1f;
        var alpha = ArchitectureWeights.FromValues(Darts, values);
        var free = Inner.Discretize(alpha);

        Budget(Cost.Of(free).FlopsPaper - 1).Discretize(alpha).Should().Be(Replaced(free, (0, 5, DartsOperations.SkipConnect)));
    }

    [Fact]
    public void Of_equal_losses_the_one_that_just_fits_is_taken_and_else_the_one_that_saves_most()
    {
        // alpha_d: all replacements lose 1. sep_conv_5x5 to sep_conv_3x3 saves least of what brings it below the limit.
        var free = Architectures.Darts(DartsOperations.MaxPool3x3, (0, 2, 1, DartsOperations.SeparableConv5x5));
        long flops = Cost.Of(free).FlopsPaper;

        var just = Budget(flops - 1).Discretize(free.Weights);
        just.Should().Be(Replaced(free, (0, 6, DartsOperations.SeparableConv3x3)));

        // Both convolutions must go: first what saves most (max pooling is the lowest of what costs nothing), then what just fits (a strided skip is a convolution).
        var two = Replaced(free, (1, 0, DartsOperations.DilatedConv3x3));
        var large = Replaced(two, (0, 6, DartsOperations.MaxPool3x3));
        Budget(Cost.Of(large).FlopsPaper - 1).Discretize(two.Weights).Should().Be(Replaced(large, (1, 0, DartsOperations.SkipConnect)));
        Budget(Cheapest).Discretize(two.Weights).Should().Be(Architectures.Darts(DartsOperations.MaxPool3x3));
    }

    [Fact]
    public void None_is_the_last_choice_of_equals_and_none_where_it_is_excluded()
    {
        var free = Architectures.Darts(DartsOperations.SeparableConv3x3);

        Budget(Cheapest).Discretize(free.Weights).Count(Operation.None).Should().Be(0);
        var values = Values(DartsOperations.SeparableConv3x3);
        for (int i = 0; i < values.Length; i += 8) values[i] = 0.5f;
        var alpha = ArchitectureWeights.FromValues(Darts, values);
        Budget(Cheapest).Discretize(alpha).Count(Operation.None).Should().Be(16);
        Budget(Cheapest, NonePolicy.Exclude).Discretize(alpha).Count(Operation.None).Should().Be(0);
    }

    [Fact]
    public void Limits_that_nothing_can_keep_are_refused_at_once()
    {
        FluentActions.Invoking(() => Budget(Cheapest - 1)).Should().Throw<OptionsException>().WithMessage($"*Limit is {Cheapest - 1}, but the cheapest architecture already has {Cheapest} flops*");
        FluentActions.Invoking(() => Budget(0, (NonePolicy)9)).Should().Throw<OptionsException>().WithMessage("*Limit is 0*None is 9*");
    }

    [Fact]
    public void A_cost_of_the_callers_is_limited_just_so()
    {
        var skips = new ArchitectureCost("skips", static architecture => architecture.Count(DartsOperations.SkipConnect));
        var free = Architectures.Darts(DartsOperations.SkipConnect);

        var architecture = new BudgetDiscretizer(Inner, skips, Darts, new BudgetDiscretizerOptions { Limit = 2 }).Discretize(free.Weights);

        architecture.Count(DartsOperations.SkipConnect).Should().Be(2);
    }

    [Fact]
    public void It_says_its_limit_and_what_it_wraps()
    {
        var description = new RunDescription();
        description.Part("discretizer", Budget(Cheapest, NonePolicy.Exclude));

        description.Options.Should().Contain(new KeyValuePair<string, string>("discretizer", "budget")).And.Contain("discretizer.limit", $"{Cheapest}").And.Contain("discretizer.cost", "flops")
            .And.Contain("discretizer.none", "Exclude").And.Contain("discretizer.inner", "best-pair").And.Contain("discretizer.inner.none", "Allow");
    }

    [Theory]
    [InlineData(NonePolicy.Allow)]
    [InlineData(NonePolicy.Exclude)]
    public void Ties_are_counted_as_the_inner_one_chooses(NonePolicy none) =>
        new BudgetDiscretizer(new BestPairDiscretizer(new DiscretizerOptions { None = none }), Cost.Flops, Darts, new BudgetDiscretizerOptions { Limit = 10 * Cheapest }).None.Should().Be(none);

    private static BudgetDiscretizer Budget(long limit, NonePolicy none = NonePolicy.Allow) => new(Inner, Cost.Flops, Darts, new BudgetDiscretizerOptions { Limit = limit, None = none });

    private static ArchitectureWeights Alpha(long seed)
    {
        var random = new RandomStream(seed, "budget", 0);
        return ArchitectureWeights.Uniform(Darts, ref random);
    }

    // 1 at an operation, 0 at others: the two lowest edges of each node are chosen.
    private static float[] Values(Operation best)
    {
        var values = new float[224];
        for (int row = 0; row < 28; row++) values[(8 * row) + Darts.IndexOf(best)] = 1;
        return values;
    }

    private static int Offset(int kind, int edge, Operation operation) => Darts.Offset(kind, edge, Darts.IndexOf(operation));

    private static Architecture Replaced(Architecture architecture, (int Kind, int Edge, Operation Operation) by) =>
        architecture.WithOperation(by.Kind, architecture.Cell(by.Kind).Select(p => p.Edge).ToList().IndexOf(by.Edge), Darts.IndexOf(by.Operation));
}

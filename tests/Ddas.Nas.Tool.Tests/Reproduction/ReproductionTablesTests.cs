using Ddas.Nas.SearchSpace;
using Ddas.Nas.Tool.Reproduction;
using static Ddas.Nas.Tool.Tests.Reproduction.ScriptedRuns;

namespace Ddas.Nas.Tool.Tests.Reproduction;

public sealed class ReproductionTablesTests
{
    private static readonly MethodRuns Random = Of(ReproductionMethod.RandomSearch, Run(60, 0.1, 0.2), Run(60, 0.1, 0.3));
    private static readonly MethodRuns Nl = Of(ReproductionMethod.Nl, Run(60, 0.1, 0.5), Run(60, 0.1, 0.7));

    [Fact]
    public void The_last_sixth_stands_by_seed_and_as_mean() =>
        ReproductionTables.LastSixth([Random, Nl]).Should().Be("""
            | method | seed 0 | seed 1 | mean, interval | explore phase |
            |---|---|---|---|---|
            | RS | 20.0 | 30.0 | 25.0 (20.0 to 30.0) | 10.0 |
            | DDAS-NL | 50.0 | 70.0 | 60.0 (50.0 to 70.0) | 10.0 |

            """);

    [Fact]
    public void Only_the_last_sixth_counts()
    {
        var run = Run(60, 0.1, 0.2).Select(s => s with { Accuracy = s.Step >= 50 ? 0.9 : 0.2 }).ToArray();

        MethodRuns.LastSixth(run).Should().BeApproximately(0.9, 1e-12);
    }

    [Fact]
    public void Methods_are_held_against_random_search_seed_by_seed() =>
        ReproductionTables.AgainstRandomSearch([Random, Nl], Random).Should()
            // Differences 0.3 and 0.4: mean 0.35, deviation 0.0707, d_z 4.9; of four sign flips two are as far from 0.
            .Contain("| DDAS-NL | 35.0 (30.0 to 40.0) | 2/2 | 4.9 | 1.00 | 0.50 |").And.NotContain("| RS |");

    [Fact]
    public void One_common_seed_gives_a_difference_without_an_interval() =>
        ReproductionTables.AgainstRandomSearch([Random, Of(ReproductionMethod.Nl, Run(60, 0.1, 0.5))], Random).Should()
            .Contain("| DDAS-NL | 30.0 (one seed) | - | - | - | - |");

    [Fact]
    public void A_level_is_reached_where_the_mean_of_twenty_steps_is() =>
        // Accuracy 0.1 up to step 19, 0.5 from step 20 on: the mean of 20 steps is 0.3 after ten steps of 0.5, at step 29.
        ReproductionTables.Rise([Of(ReproductionMethod.Nl, Run(60, 0.1, 0.5), Run(60, 0.1, 0.2))]).Should().Contain("| DDAS-NL | 29 (1 of 2) | 34 (1 of 2) | 39 (1 of 2) | - | - |");

    [Fact]
    public void Fronts_show_points_least_cost_and_volume()
    {
        // Two points: 1 MFLOP at 10 %, 2 MFLOPs at 50 %; volume 0.1 x (2 - 1)/2.
        var run = Run(60, 0.1, 0.5, flops: step => step < 20 ? 1e6 : 2e6);

        ReproductionTables.Fronts([Of(ReproductionMethod.RandomSearch, run)]).Should().Contain("| RS | 2.0 | 1.0 | 10.0 | 10.0 | 50.0 | 5.0 |");
    }

    [Fact]
    public void Shapes_are_those_of_the_most_accurate_steps()
    {
        string wide = PublishedCells.Find("DARTS_V2")!.Genotype.ToString(), other = PublishedCells.Find("DDAS_NL_CIFAR10_fig8")!.Genotype.ToString();
        var run = Run(60, 0.1, 0.5, genotype: step => step < 20 ? other : wide);

        // DARTS_V2: 3.5c/3 and 2.5c/3; Figure 8: 2.5c/4 twice, in a third of the steps.
        ReproductionTables.Shapes([Of(ReproductionMethod.Nl, run)]).Should().Contain("| DDAS-NL | 3.50 | 3.00 | 2.50 | 3.00 | 3.17 | 3.33 | 2.50 | 3.33 |");
    }

    [Fact]
    public void Diagnostics_count_what_was_measured_after_exploring()
    {
        string a = PublishedCells.Find("DARTS_V2")!.Genotype.ToString(), b = PublishedCells.Find("DARTS_V1")!.Genotype.ToString();
        var run = Run(60, 0.1, 0.5, genotype: step => step % 2 == 0 ? a : b);
        int changed = ArchitectureText.Parse(SearchSpaceDefinition.Darts, a).DifferingPairs(ArchitectureText.Parse(SearchSpaceDefinition.Darts, b));

        ReproductionTables.Diagnostics([Of(ReproductionMethod.Nl, run)]).Should().Contain($"| DDAS-NL | 2.0 | {changed}.0 | - | - | 2.0 | - | 0.0 |");
    }
}

using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Tests.Exploration;

public class StagnationDetectorTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(40)]
    public void A_restored_detector_goes_on_as_the_captured_one(int after)
    {
        var captured = new StagnationDetector();
        var same = Differing(0);
        for (int step = 0; step < after; step++) captured.Observe(same);
        var state = new CheckpointState();
        captured.Capture(state);
        var restored = new StagnationDetector();
        restored.Observe(Differing(9));

        restored.Restore(state, SearchSpaceDefinition.Darts);

        for (int step = 0; step < 100; step++)
        {
            restored.InBurst.Should().Be(captured.InBurst);
            restored.Observe(same).Should().Be(captured.Observe(same), "step {0} is alike", step);
        }
    }

    [Fact]
    public void The_thirty_second_similar_comparison_starts_a_burst_of_exactly_32_steps()
    {
        var detector = new StagnationDetector();
        var same = Differing(0);

        var began = Enumerable.Range(0, 33).Select(_ => detector.Observe(same)).ToList();

        began.IndexOf(true).Should().Be(32, "the first step has nothing to be compared with");
        began.Count(b => b).Should().Be(1);
        int burst = 0;
        for (; detector.InBurst; burst++) detector.Observe(same).Should().BeFalse();
        burst.Should().Be(32);
    }

    [Fact]
    public void Nothing_is_counted_during_a_burst_and_the_count_begins_at_zero_after_it()
    {
        var detector = new StagnationDetector();
        var same = Differing(0);
        var bursts = new List<int>();

        for (int step = 0; step < 200; step++)
            if (detector.Observe(same)) bursts.Add(step);

        // A period is 32 steps of burst and 32 similar comparisons.
        bursts.Should().Equal(32, 96, 160);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void Fewer_than_6_of_16_differing_pairs_are_similar(int differing, bool similar)
    {
        var detector = new StagnationDetector(new StagnationOptions { SimilarSteps = 1 });
        detector.Observe(Differing(0));

        detector.Observe(Differing(differing)).Should().Be(similar);
    }

    [Theory]
    [InlineData(2, true)] // 6/16 of NAS-Bench-201's 6 pairs are 2.25
    [InlineData(3, false)]
    public void Other_spaces_use_the_same_fraction(int differing, bool similar)
    {
        var detector = new StagnationDetector(new StagnationOptions { SimilarSteps = 1 });
        detector.Observe(Differing(0, SearchSpaceDefinition.NasBench201));

        detector.Observe(Differing(differing, SearchSpaceDefinition.NasBench201)).Should().Be(similar);
    }

    [Fact]
    public void A_different_architecture_sets_the_count_to_zero()
    {
        var detector = new StagnationDetector(new StagnationOptions { SimilarSteps = 3, BurstSteps = 2 });
        int[] walk = [0, 0, 0, 16, 16, 16, 16, 16];

        walk.Select(d => detector.Observe(Differing(d))).Should().Equal(false, false, false, false, false, false, true, false);
    }

    [Fact]
    public void Architectures_are_compared_with_the_one_before_even_across_the_end_of_a_burst()
    {
        var detector = new StagnationDetector(new StagnationOptions { SimilarSteps = 1, BurstSteps = 2 });
        // 0,0 starts a burst over the next two; then 16 equals the burst's last, which starts the next.
        int[] walk = [0, 0, 9, 16, 16];

        walk.Select(d => detector.Observe(Differing(d))).Should().Equal(false, true, false, false, true);
    }

    [Fact]
    public void A_slow_drift_is_stagnation_although_its_ends_differ()
    {
        var detector = new StagnationDetector(new StagnationOptions { SimilarSteps = 3 });

        new[] { 0, 5, 10, 15 }.Select(d => detector.Observe(Differing(d))).Should().Equal(false, false, false, true);
    }

    [Fact]
    public void A_reset_forgets_the_burst_the_count_and_the_last_architecture()
    {
        var detector = new StagnationDetector(new StagnationOptions { SimilarSteps = 1 });
        detector.Observe(Differing(0));
        detector.Observe(Differing(0)).Should().BeTrue();

        detector.Reset();

        detector.InBurst.Should().BeFalse();
        detector.Observe(Differing(0)).Should().BeFalse();
    }

    /// <summary>An architecture that differs from <c>Differing(0)</c> in the first so many pairs.</summary>
    private static Architecture Differing(int pairs, SearchSpaceDefinition? space = null)
    {
        space ??= SearchSpaceDefinition.Darts;
        var cells = new List<List<ChosenPair>>();
        for (int kind = 0; kind < space.CellKinds.Count; kind++)
        {
            var cell = new List<ChosenPair>();
            for (int node = 0; node < space.Topology.Nodes; node++)
            {
                var edges = Enumerable.Range(0, space.Topology.Edges.Count).ToArray()[space.Topology.IncomingEdges(node)];
                foreach (int edge in edges.Take(space.Topology.Choice.Count(edges.Length))) cell.Add(new ChosenPair(edge, pairs-- > 0 ? 2 : 1));
            }

            cells.Add(cell);
        }

        return new Architecture(space, cells);
    }
}

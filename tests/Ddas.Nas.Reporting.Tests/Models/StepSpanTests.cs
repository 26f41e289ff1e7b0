using Ddas.Nas.Reporting.Models;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting.Tests.Models;

public class StepSpanTests
{
    private static readonly StepRecord[] Steps =
    [
        ToyRuns.Step(0, 0.1), ToyRuns.Step(1, 0.1), ToyRuns.Step(2, 0.1, phase: "final", burst: false), ToyRuns.Step(3, 0.1, phase: "final", burst: true),
        ToyRuns.Step(4, 0.1, phase: "final", burst: true), ToyRuns.Step(5, 0.1, phase: "final", burst: false), ToyRuns.Step(6, 0.1, phase: "final", burst: true),
    ];

    [Fact]
    public void Phases_are_steps_in_a_row_of_one_name() => StepSpan.Phases(Steps).Should().Equal(new StepSpan("explore", 0, 1), new StepSpan("final", 2, 6));

    [Fact]
    public void Bursts_are_steps_in_a_row_with_the_noise_on() => StepSpan.Bursts(Steps).Should().Equal(new StepSpan("burst", 3, 4), new StepSpan("burst", 6, 6));

    [Fact]
    public void No_steps_have_no_spans() => StepSpan.Phases([]).Should().BeEmpty();
}

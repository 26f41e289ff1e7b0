using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Pareto.Tests;

public class StepFrontTests
{
    private static StepRecord Step(int step, double accuracy, double? flops, double? parameters = null, double loss = 1) => new()
    {
        Step = step, Phase = "explore", Genotype = $"cell {step}", Accuracy = accuracy, Loss = loss, Reward = 0, Seconds = 1, Figures = Figures.None.With(Figures.Flops, flops).With(Figures.Parameters, parameters),
    };

    [Fact]
    public void Keeps_what_no_step_dominates_by_rising_flops()
    {
        StepRecord[] steps = [Step(0, 0.5, 200), Step(1, 0.4, 100), Step(2, 0.4, 150), Step(3, 0.6, 300), Step(4, 0.5, 200), Step(5, 0.1, 400)];

        StepFront.Of(steps).Select(s => s.Step).Should().Equal(1, 0, 3);
    }

    [Fact]
    public void A_run_without_steps_has_an_empty_front() => StepFront.Of([]).Should().BeEmpty();

    [Fact]
    public void A_step_without_flops_stays_only_where_it_is_the_most_accurate()
    {
        StepRecord[] steps = [Step(0, 0.5, 200), Step(1, 0.4, null), Step(2, 0.6, null)];

        StepFront.Of(steps).Select(s => s.Step).Should().Equal(0, 2);
    }

    [Fact]
    public void Objectives_of_choice_make_another_front_that_rises_in_the_last()
    {
        StepRecord[] steps = [Step(0, 0.5, 200, 10, loss: 3), Step(1, 0.4, 100, 30, loss: 1), Step(2, 0.3, 50, 20, loss: 2)];

        StepFront.Of(steps, StepObjectives.Of("loss"), StepObjectives.Of("parameters")).Select(s => s.Step).Should().Equal(0, 2, 1);
    }

    [Fact]
    public void Without_an_objective_there_is_no_front() => FluentActions.Invoking(() => StepFront.Of([Step(0, 1, 1)], [])).Should().Throw<ArgumentException>();
}

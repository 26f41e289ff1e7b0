using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Pareto.Tests;

public class StepObjectivesTests
{
    private static readonly StepRecord Step = new() { Step = 4, Phase = "explore", Genotype = "cell", Accuracy = 0.75, Loss = 2, Reward = 3, Seconds = 5, Figures = Figures.None.With(Figures.TestAccuracy, 0.5) };

    [Theory]
    [InlineData("accuracy", Direction.Maximize, 0.75)]
    [InlineData("testAccuracy", Direction.Maximize, 0.5)]
    [InlineData("reward", Direction.Maximize, 3)]
    [InlineData("loss", Direction.Minimize, 2)]
    [InlineData("seconds", Direction.Minimize, 5)]
    [InlineData("flops", Direction.Minimize, 7e6)]
    [InlineData("parameters", Direction.Minimize, 8e5)]
    public void An_objective_has_its_name_its_direction_and_the_figure_of_a_step(string name, Direction direction, double value)
    {
        var objective = StepObjectives.Of(name);

        objective.Name.Should().Be(name);
        objective.Direction.Should().Be(direction);
        objective.Value(Step with { Figures = Step.Figures.With(Figures.Flops, 7e6).With(Figures.Parameters, 8e5) }).Should().Be(value);
    }

    [Theory]
    [InlineData("flops")]
    [InlineData("parameters")]
    public void Unknown_costs_count_as_infinite(string name) => StepObjectives.Of(name).Value(Step).Should().Be(double.PositiveInfinity);

    [Fact]
    public void A_figure_that_a_step_does_not_have_is_refused_with_those_that_it_has() =>
        FluentActions.Invoking(() => StepObjectives.Of("latency").Value(Step)).Should().Throw<ArgumentException>()
            .WithMessage("Step 4 has no figure 'latency'; it has accuracy, loss, reward, seconds, testAccuracy.*");
}

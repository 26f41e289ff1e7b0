namespace Ddas.Nas.SearchSpace.Tests;

public class StepRecordTests
{
    private static readonly StepRecord Step = new() { Step = 4, Phase = "explore", Genotype = "cell", Accuracy = 0.75, Loss = 2, Reward = 3, Seconds = 5 };

    public static TheoryData<string> FieldNames => [.. StepRecord.FieldNames];

    [Fact]
    public void The_fields_of_every_step_are_those_of_its_line() =>
        StepRecord.FieldNames.Should().Equal("step", "phase", "genotype", "accuracy", "loss", "reward", "seconds");

    [Theory]
    [MemberData(nameof(FieldNames))]
    public void A_figure_named_like_a_field_is_refused_by_its_name(string name) =>
        FluentActions.Invoking(() => Step with { Figures = Figures.None.With("latency", 1).With(name, 1) }).Should().Throw<ArgumentException>()
            .WithMessage($"A figure is named '{name}', but every step has a field of that name*rename the figure*");

    [Fact]
    public void Any_other_figure_stands_beside_the_fields()
    {
        var step = Step with { Figures = Figures.None.With("latency", 1).With("trainLoss", 6).With("Loss", 7) };

        step.FigureNames.Should().Equal("accuracy", "loss", "reward", "seconds", "latency", "trainLoss", "Loss");
        step.FigureNames.Select(step.Figure).Should().Equal(0.75, 2, 3, 5, 1, 6, 7);
        step.Figure("energy").Should().BeNull();
    }
}

namespace Ddas.Nas.Pareto.Tests;

public class ObjectiveTests
{
    [Fact]
    public void Reads_its_value_and_names_its_unit()
    {
        var latency = new Objective<double>("latency", "ms", Direction.Minimize, seconds => 1000 * seconds);

        latency.Value(0.25).Should().Be(250);
        latency.ToString().Should().Be("latency [ms]");
        new Objective<double>("accuracy", "", Direction.Maximize, x => x).ToString().Should().Be("accuracy");
    }

    [Fact]
    public void Rejects_NaN_with_the_name_of_objective_and_result()
    {
        var accuracy = new Objective<string>("accuracy", "%", Direction.Maximize, _ => double.NaN);

        FluentActions.Invoking(() => accuracy.Value("step 17")).Should().Throw<ArgumentException>().WithMessage("*'accuracy' is NaN for step 17*");
    }

    [Fact]
    public void Rejects_an_empty_name_and_an_unknown_direction()
    {
        FluentActions.Invoking(() => new Objective<int>(" ", "", Direction.Minimize, x => x)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new Objective<int>("a", "", (Direction)2, x => x)).Should().Throw<ArgumentOutOfRangeException>();
    }
}

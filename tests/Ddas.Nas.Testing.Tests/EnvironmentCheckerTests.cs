using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Testing.Tests;

public class EnvironmentCheckerTests
{
    [Fact]
    public void An_environment_that_keeps_the_contract_has_no_breaches_and_is_left_reset()
    {
        var environment = new ScriptedEnvironment();

        EnvironmentChecker.Check(environment).Should().BeEmpty();

        (environment.Steps, environment.Resets).Should().Be((6, 2));
    }

    [Fact]
    public void The_first_state_is_all_ones_of_the_environments_space()
    {
        Breaches(new() { FirstState = ArchitectureWeights.Constant(SearchSpaceDefinition.NasBench201, 0) }).Should().Equal("Reset must return s_0, which is all ones.");
        Breaches(new() { FirstState = ArchitectureWeights.Constant(SearchSpaceDefinition.Darts, 1) }).Should().HaveCount(2).And.Contain("Reset returned a state of space 'darts', but the environment's space is 'nasbench201'.");
    }

    [Theory]
    [InlineData(1.5, 1, "Reference: accuracy is 1.5, but must be a fraction from 0 to 1.")]
    [InlineData(double.NaN, 1, "Reference: accuracy is NaN, but must be a fraction from 0 to 1.")]
    [InlineData(0.5, double.PositiveInfinity, "Reference: loss is *, but must be finite.")]
    public void The_reference_is_checked(double accuracy, double loss, string breach) =>
        Breaches(new() { Reference = new(accuracy, loss) }).Should().ContainSingle().Which.Should().Match(breach);

    [Fact]
    public void Scores_and_rewards_of_steps_are_checked()
    {
        Breaches(new() { Change = (step, i) => i == 0 ? step with { Score = new(-0.1, double.NaN) } : step }).Should().Equal("Step 0: accuracy is -0.1, but must be a fraction from 0 to 1.", "Step 0: loss is NaN, but must be finite.");
        Breaches(new() { Change = (step, i) => i == 2 ? step with { Reward = double.NaN } : step }).Should().Equal("Step 1: the reward is NaN, but must be finite.");
    }

    [Fact]
    public void Figures_of_scores_are_checked()
    {
        var odd = new ArchitectureScore(0.5, 1) { Figures = Figures.None.With("latency", double.NaN) };

        Breaches(new() { Reference = odd }).Should().Equal("Reference: the figure latency is NaN, but must be finite.");
        Breaches(new() { Change = (step, i) => i == 0 ? step with { Score = odd } : step }).Should().Equal("Step 0: the figure latency is NaN, but must be finite.");
    }

    [Fact]
    public void The_next_state_is_alpha_d() =>
        Breaches(new() { Change = (step, i) => i == 0 ? step with { NextState = ArchitectureWeights.Constant(SearchSpaceDefinition.NasBench201, 0.5f) } : step })
            .Should().Equal("Step 0: the next state must be alpha_d of the architecture that was measured.");

    [Fact]
    public void Alpha_d_is_measured_as_the_same_architecture()
    {
        var other = Architectures.Random(SearchSpaceDefinition.NasBench201, 99);

        Breaches(new() { Change = (step, i) => i == 1 ? step with { Architecture = other } : step }).Should().Equal("Step 0: alpha_d of the measured architecture must be discretized to the same architecture.");
    }

    [Fact]
    public void An_architecture_belongs_to_the_space()
    {
        var foreign = Architectures.Random(SearchSpaceDefinition.Darts, 1);
        var environment = new ScriptedEnvironment { RefusesForeignActions = false, Change = (step, i) => i < 2 ? step with { Architecture = foreign, NextState = foreign.Weights } : step };

        Breaches(environment).Should().Equal("Step 0 measured an architecture of space 'darts'.", "An action of another space must be refused with an ArgumentException.");
    }

    [Fact]
    public void Foreign_actions_are_refused() =>
        Breaches(new() { RefusesForeignActions = false }).Should().Equal("An action of another space must be refused with an ArgumentException.");

    [Fact]
    public void Cancellation_is_heeded() =>
        Breaches(new() { HeedsCancellation = false }).Should().Equal("A step whose token is cancelled must throw OperationCanceledException.");

    [Fact]
    public void At_least_one_step_is_tried() =>
        FluentActions.Invoking(() => EnvironmentChecker.Check(new ScriptedEnvironment(), steps: 0)).Should().Throw<ArgumentOutOfRangeException>();

    private static IReadOnlyList<string> Breaches(ScriptedEnvironment environment) => EnvironmentChecker.Check(environment);
}

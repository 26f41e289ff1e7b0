using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Testing.Tests;

public class EvaluatorCheckerTests
{
    [Fact]
    public void An_evaluator_that_keeps_the_contract_has_no_breaches_and_is_left_reset()
    {
        var evaluator = new Scripted();

        EvaluatorChecker.Check(evaluator).Should().BeEmpty();

        evaluator.SinceReset.Should().Be(0);
        EvaluatorChecker.Check(new SyntheticEvaluator(SearchSpaceDefinition.Darts, new SyntheticEvaluatorOptions { DriftVisits = 3 })).Should().BeEmpty();
    }

    [Fact]
    public void The_reference_and_every_score_are_checked()
    {
        Breaches(new() { Reference = new(2, 1) }).Should().Equal("Reference: accuracy is 2, but must be a fraction from 0 to 1.");
        Breaches(new() { Score = (step, _) => new(0.5, step == 1 ? double.PositiveInfinity : 1) }).Should().ContainSingle().Which.Should().Match("Architecture 1: loss is *, but must be finite.");
        Breaches(new() { Score = (step, _) => new(step == 0 ? -1 : 0.5, 1) }).Should().Equal("Architecture 0: accuracy is -1, but must be a fraction from 0 to 1.");
        Breaches(new() { Score = (_, _) => new(0.5, 1) { Figures = Figures.None.With("latency", double.NaN) } }).Should().HaveCount(3).And.Contain("Architecture 2: the figure latency is NaN, but must be finite.");
    }

    [Fact]
    public void A_reset_that_does_not_go_back_to_the_beginning_is_named() =>
        Breaches(new() { Score = (_, calls) => new(0.5, calls), Forgets = false }).Should().HaveCount(3).And.OnlyContain(breach => breach.Contains("Reset must go back to the beginning"));

    [Fact]
    public void Costs_are_finite_pure_and_named_once()
    {
        int calls = 0;

        Breaches(new() { Costs = [new ArchitectureCost("a", _ => -1)] }).Should().Equal("The cost a is -1, but must be finite and at least 0.");
        Breaches(new() { Costs = [new ArchitectureCost("a", _ => calls++)] }).Should().Equal("The cost a is not the same twice; it must be a pure function.");
        Breaches(new() { Costs = [new ArchitectureCost("a", _ => 1), new ArchitectureCost("a", _ => 1)] }).Should().Equal("Two costs have one name.");
    }

    [Fact]
    public void Cancellation_is_heeded() =>
        Breaches(new() { HeedsCancellation = false }).Should().Equal("A measurement whose token is cancelled must throw OperationCanceledException.");

    [Fact]
    public void At_least_one_architecture_is_tried() =>
        FluentActions.Invoking(() => EvaluatorChecker.Check(new Scripted(), count: 0)).Should().Throw<ArgumentOutOfRangeException>();

    private static IReadOnlyList<string> Breaches(Scripted evaluator) => EvaluatorChecker.Check(evaluator);

    private sealed class Scripted : IArchitectureEvaluator
    {
        private int calls;

        public int SinceReset { get; private set; }

        public SearchSpaceDefinition Space => SearchSpaceDefinition.NasBench201;

        public ArchitectureScore Reference { get; init; } = new(0.5, 1);

        public IReadOnlyList<IArchitectureCost> Costs { get; init; } = [];

        public Func<int, int, ArchitectureScore> Score { get; init; } = static (step, _) => new(0.5, step);

        public bool HeedsCancellation { get; init; } = true;

        public bool Forgets { get; init; } = true;

        public ArchitectureScore Evaluate(Architecture architecture, int step, CancellationToken abort)
        {
            if (HeedsCancellation) abort.ThrowIfCancellationRequested();
            SinceReset++;
            return Score(step, calls++);
        }

        public void Reset()
        {
            SinceReset = 0;
            if (Forgets) calls = 0;
        }
    }
}

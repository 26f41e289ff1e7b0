using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.SearchSpace.Tests.Environments;

public class DelegatingEvaluatorTests
{
    private static readonly Architecture Some = Architectures.Random(SearchSpaceDefinition.Darts, 0);

    [Fact]
    public void Everything_is_forwarded()
    {
        var inner = new Full();
        using var abort = new CancellationTokenSource();
        var outer = new Outer(inner);
        var (state, description) = (new CheckpointState(), new RunDescription());

        outer.Space.Should().BeSameAs(inner.Space);
        outer.Reference.Should().BeSameAs(inner.Reference);
        outer.Costs.Should().BeSameAs(inner.Costs);
        outer.Evaluate(Some, 5, abort.Token).Should().Be(new ArchitectureScore(0.5, 5));
        outer.Reset();
        outer.Capture(state);
        outer.Restore(state);
        description.Part("evaluator", outer);
        outer.Dispose();

        inner.Calls.Should().Equal("evaluate 5", "reset", "capture", "restore 3", "describe", "dispose");
        inner.Abort.Should().Be(abort.Token);
        description.Options.Should().Equal(new Dictionary<string, string> { ["evaluator"] = "Outer", ["evaluator.inner"] = "full", ["evaluator.inner.rate"] = "2" });
        description.Undescribed.Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_can_be_kept_where_the_inner_one_can(bool can) => new Outer(new Full { CanResume = can }).CanResume.Should().Be(can);

    [Fact]
    public void Round_an_evaluator_without_a_state_a_restore_is_a_reset()
    {
        var inner = new Bare();
        var outer = new Outer(inner);
        var (state, description) = (new CheckpointState(), new RunDescription());

        outer.CanResume.Should().BeTrue("what is not IResumable has no state");
        outer.Costs.Should().BeEmpty();
        outer.Capture(state);
        state.Tensors.Should().BeEmpty();
        outer.Restore(state);
        inner.Resets.Should().Be(1);
        description.Part("evaluator", outer);
        outer.Dispose();

        description.Undescribed.Should().Equal("Bare");
    }

    private sealed class Outer(IArchitectureEvaluator inner) : DelegatingEvaluator(inner);

    private sealed class Bare : IArchitectureEvaluator
    {
        public int Resets { get; private set; }

        public SearchSpaceDefinition Space => SearchSpaceDefinition.Darts;

        public ArchitectureScore Reference { get; } = new(0.5, 1);

        public ArchitectureScore Evaluate(Architecture architecture, int step, CancellationToken abort) => new(0.5, step);

        public void Reset() => Resets++;
    }

    private sealed class Full : IArchitectureEvaluator, IResumable, IDescribed, IDisposable
    {
        public List<string> Calls { get; } = [];

        public CancellationToken Abort { get; private set; }

        public SearchSpaceDefinition Space { get; } = SearchSpaceDefinition.Darts;

        public ArchitectureScore Reference { get; } = new(0.5, 1);

        public IReadOnlyList<IArchitectureCost> Costs { get; } = [new ArchitectureCost("latency", _ => 1)];

        public bool CanResume { get; init; } = true;

        public ArchitectureScore Evaluate(Architecture architecture, int step, CancellationToken abort)
        {
            Calls.Add($"evaluate {step}");
            Abort = abort;
            return new(0.5, step);
        }

        public void Reset() => Calls.Add("reset");

        public void Capture(CheckpointState state)
        {
            Calls.Add("capture");
            state.Add<int>("x", [3]);
        }

        public void Restore(CheckpointState state) => Calls.Add($"restore {state.Get<int>("x")[0]}");

        public void Describe(RunDescription into)
        {
            Calls.Add("describe");
            into.Kind("full");
            into.Set("rate", 2);
        }

        public void Dispose() => Calls.Add("dispose");
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Tests;

public class DelegatingAgentTests
{
    private static readonly ArchitectureWeights Ones = ArchitectureWeights.Constant(SearchSpaceDefinition.Darts, 1);

    [Fact]
    public void Everything_is_forwarded()
    {
        var inner = new Full();
        var outer = new Outer(inner);
        var (state, description) = (new CheckpointState(), new RunDescription());
        var architecture = Architectures.Random(SearchSpaceDefinition.Darts, 0);
        var transition = new Transition(5, Ones, Ones, new EnvironmentStep(architecture.Weights, 0, architecture, new ArchitectureScore(0, 0)));

        outer.PlannedSteps.Should().Be(77);
        outer.Diagnostics.Should().BeSameAs(inner.Diagnostics);
        outer.Act(Ones, 5).Should().BeSameAs(Ones);
        outer.Observe(transition);
        outer.Capture(state);
        outer.Restore(state);
        description.Part("agent", outer);
        outer.Dispose();

        inner.Calls.Should().Equal("act 5", "observe 5", "capture", "restore 3", "describe", "dispose");
        description.Options.Should().Equal(new Dictionary<string, string> { ["agent"] = "Outer", ["agent.inner"] = "full", ["agent.inner.rate"] = "2" });
        description.Undescribed.Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_can_be_kept_where_the_inner_one_can(bool can) => new Outer(new Full { CanResume = can }).CanResume.Should().Be(can);

    [Fact]
    public void Round_an_agent_that_can_do_nothing_optional_it_does_nothing()
    {
        var outer = new Outer(new Bare());
        var description = new RunDescription();

        outer.CanResume.Should().BeFalse();
        outer.PlannedSteps.Should().BeNull();
        outer.Diagnostics.Phase.Should().Be("search");
        outer.Capture(new CheckpointState());
        outer.Restore(new CheckpointState());
        description.Part("agent", outer);
        outer.Dispose();

        description.Undescribed.Should().Equal("Bare");
    }

    private sealed class Outer(ISearchAgent inner) : DelegatingAgent(inner);

    private sealed class Bare : ISearchAgent
    {
        public ArchitectureWeights Act(ArchitectureWeights state, int step) => state;

        public void Observe(Transition transition)
        {
        }
    }

    private sealed class Full : ISearchAgent, IResumable, IDescribed, IDisposable
    {
        public List<string> Calls { get; } = [];

        public int? PlannedSteps => 77;

        public AgentDiagnostics Diagnostics { get; } = new("own", Figures.None.With("spread", 0.5));

        public bool CanResume { get; init; } = true;

        public ArchitectureWeights Act(ArchitectureWeights state, int step)
        {
            Calls.Add($"act {step}");
            return state;
        }

        public void Observe(Transition transition) => Calls.Add($"observe {transition.Step}");

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

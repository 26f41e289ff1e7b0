using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Tests;

/// <summary>An environment whose score is a given function of its step number and the architecture; the reward is the accuracy.</summary>
internal sealed class ScriptedEnvironment(SearchSpaceDefinition space, Func<int, Architecture, ArchitectureScore> score, NonePolicy none = NonePolicy.Allow)
    : IEnvironment
{
    private readonly BestPairDiscretizer discretizer = new(new DiscretizerOptions { None = none });

    public ScriptedEnvironment(Func<int, ArchitectureScore> score)
        : this(SearchSpaceDefinition.Darts, (step, _) => score(step))
    {
    }

    public int Steps { get; private set; }

    public int Resets { get; private set; }

    public SearchSpaceDefinition Space => space;

    public ArchitectureScore Reference { get; } = new(0.5, 0.5);

    public ArchitectureWeights Reset()
    {
        Resets++;
        Steps = 0;
        return ArchitectureWeights.Constant(space, 1);
    }

    public EnvironmentStep Step(ArchitectureWeights action, CancellationToken abort)
    {
        abort.ThrowIfCancellationRequested();
        var architecture = discretizer.Discretize(action);
        var result = score(Steps++, architecture);
        return new EnvironmentStep(architecture.Weights, result.Accuracy, architecture, result) { Ties = TieCount.Of(action, architecture, none) };
    }
}

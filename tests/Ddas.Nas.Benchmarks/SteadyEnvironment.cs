using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Benchmarks;

/// <summary>Takes the same eight architectures in turn, whatever it is asked for: equal work in every eight steps.</summary>
internal sealed class SteadyEnvironment(IEnvironment inner) : IEnvironment
{
    private int step;

    public SearchSpaceDefinition Space => inner.Space;

    public ArchitectureScore Reference => inner.Reference;

    public ArchitectureWeights Reset()
    {
        step = 0;
        return inner.Reset();
    }

    public EnvironmentStep Step(ArchitectureWeights action, CancellationToken abort) => inner.Step(TestBed.RandomAction(step++ % 8), abort);
}

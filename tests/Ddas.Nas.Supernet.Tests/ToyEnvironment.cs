using Ddas.Nas.Agents;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Supernet.Tests;

/// <summary>The library's environment round an evaluator, whose inside a test can see.</summary>
internal sealed class ToyEnvironment(SupernetEvaluator evaluator) : IEnvironment, IDisposable
{
    private readonly SearchEnvironment inner = new(evaluator);

    public SupernetEvaluator Evaluator => evaluator;

    public SupernetNetwork Network => evaluator.Network;

    public SgdOptimizer Optimizer => evaluator.Optimizer;

    public SearchSpaceDefinition Space => inner.Space;

    public ArchitectureScore Reference => inner.Reference;

    public ArchitectureWeights Reset() => inner.Reset();

    public EnvironmentStep Step(ArchitectureWeights action, CancellationToken abort) => inner.Step(action, abort);

    public void Dispose() => inner.Dispose();
}

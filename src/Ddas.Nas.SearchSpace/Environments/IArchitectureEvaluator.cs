using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.SearchSpace.Environments;

/// <summary>
/// Measures architectures, and nothing else: what a measurement is worth to a search, its reward says. Not thread-safe; one
/// search drives it. Who wraps it in an environment hands it over, to be disposed with that. Exceptions pass through the
/// search to its caller. An evaluator whose score depends on what it measured before is also <see cref="IResumable"/>;
/// one with options is also <see cref="IDescribed"/>.
/// </summary>
public interface IArchitectureEvaluator
{
    /// <summary>The space of its architectures.</summary>
    SearchSpaceDefinition Space { get; }

    /// <summary>The score that rewards are measured against: that of the one-shot (all-ones) network, or a table's mean.</summary>
    ArchitectureScore Reference { get; }

    /// <summary>The costs that are known before measuring, each with a name of its own, such as a supernet's FLOPs.</summary>
    IReadOnlyList<IArchitectureCost> Costs => [];

    /// <summary>Accuracy, loss and further figures of an architecture; its <see cref="Costs"/> need not be among them.</summary>
    /// <param name="architecture">An architecture of <see cref="Space"/>.</param>
    /// <param name="step">The step of the search, from 0, from which random draws are derived.</param>
    /// <param name="abort">Abandons the measurement; the evaluator is then unusable until <see cref="Reset"/>.</param>
    /// <exception cref="OperationCanceledException">The measurement was abandoned.</exception>
    ArchitectureScore Evaluate(Architecture architecture, int step, CancellationToken abort);

    /// <summary>Goes back to the state in which the evaluator was created.</summary>
    void Reset()
    {
    }
}

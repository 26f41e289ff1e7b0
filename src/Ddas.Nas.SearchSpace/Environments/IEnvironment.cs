namespace Ddas.Nas.SearchSpace.Environments;

/// <summary>
/// Takes the steps of a search (Algorithm 2): discretizes an action, measures the architecture, rewards. Most callers write
/// an <see cref="IArchitectureEvaluator"/> instead and let the library's environment do the rest. An action is never
/// changed. A continuing task: no step is terminal. Not thread-safe; one search drives it. Who creates it disposes it.
/// Exceptions pass through the search loop to its caller.
/// </summary>
public interface IEnvironment
{
    /// <summary>The space whose alpha the environment takes.</summary>
    SearchSpaceDefinition Space { get; }

    /// <summary>The score that rewards are measured against: that of the one-shot (all-ones) network, or a table's mean.</summary>
    ArchitectureScore Reference { get; }

    /// <summary>Begins a search from the state in which the environment was created, and returns s_0 (ones).</summary>
    ArchitectureWeights Reset();

    /// <summary>Measures the architecture that an action stands for.</summary>
    /// <param name="action">Alpha of <see cref="Space"/>; any finite values.</param>
    /// <param name="abort">Abandons the step under way; the environment is then unusable until <see cref="Reset"/>.</param>
    /// <exception cref="ArgumentException">The action belongs to another space.</exception>
    /// <exception cref="OperationCanceledException">The step was abandoned.</exception>
    EnvironmentStep Step(ArchitectureWeights action, CancellationToken abort);
}

using Ddas.Nas.Tool.Planning;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;

namespace Ddas.Nas.Tool.Commands;

/// <summary>What searches measure on: opened once, an environment for each seed.</summary>
internal interface IEnvironmentSource : IDisposable
{
    string Device { get; }

    int Threads { get; }

    RunDataset Dataset { get; }

    /// <summary>The space of its architectures.</summary>
    SearchSpaceDefinition Space { get; }

    /// <summary>Images that a step trains and measures on; null where there are none.</summary>
    int? ImagesPerStep { get; }

    /// <summary>What results depend on beside the manifest's entries.</summary>
    IReadOnlyList<(string Name, string Text)> Conditions { get; }

    /// <summary>Makes an environment; the caller disposes it where it is disposable.</summary>
    IEnvironment Create(long seed);

    /// <summary>Measures what the parts of a step take, in environments of its own.</summary>
    /// <param name="seed">The seed of a search.</param>
    /// <param name="actions">Architectures to measure on, at least one.</param>
    /// <param name="stop">Abandons the measurement.</param>
    IReadOnlyList<StepPart> Measure(long seed, IReadOnlyList<ArchitectureWeights> actions, CancellationToken stop);
}

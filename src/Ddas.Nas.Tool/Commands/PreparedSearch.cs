using Ddas.Nas.Agents;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Tool.Commands;

/// <summary>A search that can begin or go on; it owns environment and agent.</summary>
/// <param name="Environment">Measures architectures.</param>
/// <param name="Agent">Chooses them.</param>
/// <param name="Manifest">What the run's folder will say of it.</param>
/// <param name="Checkpoints">Its checkpoints, as yet neither read nor written.</param>
internal sealed record PreparedSearch(IEnvironment Environment, ISearchAgent Agent, RunManifest Manifest, SearchCheckpoints Checkpoints) : IDisposable
{
    public void Dispose()
    {
        (Agent as IDisposable)?.Dispose();
        (Environment as IDisposable)?.Dispose();
    }
}

namespace Ddas.Nas.Agents.Ddpg.Tests;

/// <summary>Tests that watch torch's own generator, which is one for the process, run while no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TorchGenerator
{
    public const string Name = "torch's generator";
}

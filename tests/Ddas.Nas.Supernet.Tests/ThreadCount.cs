namespace Ddas.Nas.Supernet.Tests;

/// <summary>Tests that change torch's number of threads, which is one for the process, run while no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ThreadCount
{
    public const string Name = "torch's threads";
}

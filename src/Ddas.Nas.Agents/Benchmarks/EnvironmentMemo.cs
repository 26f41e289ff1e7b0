using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Benchmarks;

/// <summary>What a checkpoint says of an <see cref="EnvironmentCore"/>.</summary>
internal sealed record EnvironmentMemo(int Step, ArchitectureScore? Previous = null);

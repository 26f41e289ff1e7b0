using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Supernet;

/// <summary>What a checkpoint says of a <see cref="SupernetEnvironment"/> beside its tensors.</summary>
internal sealed record SupernetEnvironmentMemo(int Step, ArchitectureScore Previous, BatchPosition Position);

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Front;

/// <summary>What was measured of an architecture before a search.</summary>
/// <param name="Architecture">The architecture.</param>
/// <param name="Score">What came out.</param>
public sealed record KnownScore(Architecture Architecture, ArchitectureScore Score);

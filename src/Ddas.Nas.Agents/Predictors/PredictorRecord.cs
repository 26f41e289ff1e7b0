using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Predictors;

/// <summary>One measurement that an <see cref="ArchitecturePredictor"/> learns from.</summary>
/// <param name="Architecture">What was measured.</param>
/// <param name="Value">What came out.</param>
/// <param name="Step">When it was measured.</param>
public sealed record PredictorRecord(Architecture Architecture, double Value, int Step = 0);

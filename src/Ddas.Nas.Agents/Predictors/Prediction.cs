namespace Ddas.Nas.Agents.Predictors;

/// <summary>What is expected of an architecture, in the unit of what was measured.</summary>
/// <param name="Value">The process's mean, brought back to the unit: as many are expected above it as below.</param>
/// <param name="Lower">Lower end of the interval that holds a measurement with 90 % probability.</param>
/// <param name="Upper">Its upper end.</param>
public readonly record struct Prediction(double Value, double Lower, double Upper);

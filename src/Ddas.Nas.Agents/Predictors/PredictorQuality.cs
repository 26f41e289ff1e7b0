namespace Ddas.Nas.Agents.Predictors;

/// <summary>How well records were predicted that the model had not seen (cross-validation).</summary>
/// <param name="KendallTau">Rank correlation of predictions and measurements (tau-b), from -1 to 1.</param>
/// <param name="Coverage">Share of measurements in their 90 % interval; 0.9 is right, less means too sure.</param>
/// <param name="MeanAbsoluteError">In the unit of what was measured.</param>
public readonly record struct PredictorQuality(double KendallTau, double Coverage, double MeanAbsoluteError);

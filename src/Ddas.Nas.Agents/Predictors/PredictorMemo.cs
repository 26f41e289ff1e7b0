namespace Ddas.Nas.Agents.Predictors;

/// <summary>What a predictor knows beside its records.</summary>
internal sealed record PredictorMemo(int Chosen, int NextFit, double[][] Parameters);

namespace Ddas.Nas.Agents.Predictors;

/// <summary>What a predictor knows beside its records.</summary>
/// <param name="Chosen">Index of the likeliest kernel.</param>
/// <param name="NextFit">Number of records from which kernel and noise are learned again.</param>
/// <param name="Parameters">The parameters of each kernel.</param>
internal sealed record PredictorMemo(int Chosen, int NextFit, double[][] Parameters)
{
    /// <summary>Whether another has the shape of this one.</summary>
    public bool Fits(PredictorMemo other) =>
        other.Chosen >= 0 && other.Chosen < Parameters.Length
        && other.Parameters.Select(static p => p.Length).SequenceEqual(Parameters.Select(static p => p.Length));
}

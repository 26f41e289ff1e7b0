namespace Ddas.Nas.Supernet.Training;

/// <summary>What a trained cell says about an image.</summary>
/// <param name="Label">The most probable class, from 0.</param>
/// <param name="ClassName">Its name; null where the network was trained without names.</param>
/// <param name="Probability">Its probability, 0 to 1 (softmax of the logits).</param>
/// <param name="Probabilities">Those of all classes, by label.</param>
public sealed record Prediction(int Label, string? ClassName, double Probability, IReadOnlyList<double> Probabilities);

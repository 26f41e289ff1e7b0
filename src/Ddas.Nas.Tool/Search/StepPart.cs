namespace Ddas.Nas.Tool.Search;

/// <summary>A part of what the environment does in a step.</summary>
/// <param name="Name">What is counted, for example <c>training batch</c>.</param>
/// <param name="PerStep">How many of it a step takes.</param>
/// <param name="Seconds">What one takes, an entry for each of the architectures that were measured.</param>
internal sealed record StepPart(string Name, double PerStep, IReadOnlyList<double> Seconds);

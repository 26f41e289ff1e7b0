namespace Ddas.Nas.Tool.Planning;

/// <summary>A part of a step as the answer says it.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="PerStep">How many a step takes.</param>
/// <param name="Seconds">What one takes, over the architectures.</param>
internal sealed record MeasuredPart(string Name, double PerStep, Spread Seconds);

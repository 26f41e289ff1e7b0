namespace Ddas.Nas.Tool.Planning;

/// <summary>The steps of a phase that are still to do.</summary>
/// <param name="Phase">As step records name it.</param>
/// <param name="Steps">How many.</param>
/// <param name="BurstSteps">How many of them are in bursts, at most.</param>
/// <param name="Seconds">What all of them take.</param>
internal sealed record PlannedPhase(string Phase, int Steps, int BurstSteps, Spread Seconds);

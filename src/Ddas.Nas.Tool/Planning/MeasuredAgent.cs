namespace Ddas.Nas.Tool.Planning;

/// <summary>The agent's part of a step as the answer says it.</summary>
/// <param name="Phase">As step records name it.</param>
/// <param name="Seconds">A step without a burst.</param>
/// <param name="BurstSeconds">A step in a burst; null where there are none.</param>
internal sealed record MeasuredAgent(string Phase, double Seconds, double? BurstSeconds);

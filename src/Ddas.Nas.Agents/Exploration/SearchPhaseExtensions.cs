namespace Ddas.Nas.Agents.Exploration;

/// <summary>How records name the phases.</summary>
public static class SearchPhaseExtensions
{
    /// <summary>The phase as records write it: <c>explore</c>, <c>exploit</c> or <c>final</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such phase.</exception>
    public static string ToRecordName(this SearchPhase phase) => phase switch
    {
        SearchPhase.Explore => "explore",
        SearchPhase.Exploit => "exploit",
        SearchPhase.Final => "final",
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "Unknown phase."),
    };
}

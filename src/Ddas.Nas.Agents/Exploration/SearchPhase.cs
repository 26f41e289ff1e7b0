namespace Ddas.Nas.Agents.Exploration;

/// <summary>The stages of a DDAS search (Section IV).</summary>
public enum SearchPhase
{
    /// <summary>Uniform random actions, no learning.</summary>
    Explore,

    /// <summary>The actor acts, with noise, and learns.</summary>
    Exploit,

    /// <summary>DDAS-4S only: no noise but bursts on stagnation, and a short replay window.</summary>
    Final,
}

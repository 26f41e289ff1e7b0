using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents;

/// <summary>What an agent says of its last step; the search loop copies it into the step's record.</summary>
/// <param name="Phase">The phase, for example <c>explore</c>, <c>exploit</c> or <c>final</c>.</param>
/// <param name="Figures">Numbers by name, such as <c>criticLoss</c>.</param>
public sealed record AgentDiagnostics(string Phase, Figures Figures)
{
    /// <summary>The name under which an agent gives the share of saturated outputs, of which the search warns.</summary>
    public const string Saturation = "saturation";

    /// <summary>Says a phase and nothing else.</summary>
    public AgentDiagnostics(string phase)
        : this(phase, Figures.None)
    {
    }

    /// <summary>Of an agent that says nothing: the phase <c>search</c>.</summary>
    public static AgentDiagnostics None { get; } = new("search");
}

namespace Ddas.Nas.Agents;

/// <summary>An agent that reports its inner state.</summary>
public interface IAgentDiagnostics
{
    /// <summary>The state after the last <see cref="ISearchAgent.Observe"/>.</summary>
    AgentDiagnostics Diagnostics { get; }
}

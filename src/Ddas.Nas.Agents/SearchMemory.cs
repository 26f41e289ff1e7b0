using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents;

/// <summary>An agent and an environment whose states can be kept and brought back.</summary>
internal sealed class SearchMemory
{
    public const string Environment = "environment";
    private const string Agent = "agent";
    private readonly IResumable environment;
    private readonly IResumable agent;

    private SearchMemory(IResumable environment, IResumable agent) => (this.environment, this.agent) = (environment, agent);

    /// <summary>Null where one of the two is not resumable.</summary>
    public static SearchMemory? Of(IEnvironment environment, ISearchAgent agent) =>
        environment is IResumable first && agent is IResumable second ? new SearchMemory(first, second) : null;

    public CheckpointState Capture()
    {
        var state = new CheckpointState();
        Capture(state);
        return state;
    }

    public void Capture(CheckpointState state)
    {
        environment.Capture(state.Section(Environment));
        agent.Capture(state.Section(Agent));
    }

    public void Restore(CheckpointState state)
    {
        environment.Restore(state.Section(Environment));
        agent.Restore(state.Section(Agent));
    }
}

using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.Agents.Evolution;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Tool.Search;

/// <summary>Which agent searches, and how long.</summary>
internal sealed record AgentRequest(string Name, ExplorationSchedule Schedule, StagnationOptions Stagnation, ClipPolicy Clip, double BurstTimeStep)
{
    public static readonly string[] Names = ["rs", "nl", "g", "4s", "evolution", "local"];

    public bool NeedsTorch => Name is "nl" or "g" or "4s";

    /// <summary>The phases that an agent has, to be scaled.</summary>
    public static ExplorationSchedule Preset(string name) => name switch
    {
        "nl" or "g" => ExplorationSchedule.TwoStage,
        "4s" => ExplorationSchedule.FourStage,
        _ => ExplorationSchedule.RandomSearch,
    };

    public ISearchAgent Create(SearchSpaceDefinition space, long seed, string device) => Name switch
    {
        "rs" => new RandomSearchAgent(space, seed),
        "evolution" => new RegularizedEvolutionAgent(space, seed),
        "local" => new LocalSearchAgent(space, seed),
        _ => new DdpgAgent(space, DdpgOptions(seed, device)),
    };

    private DdpgAgentOptions DdpgOptions(long seed, string device)
    {
        var options = Name switch
        {
            "nl" => DdpgAgentOptions.Nl(),
            "g" => DdpgAgentOptions.G(),
            _ => DdpgAgentOptions.FourStage(),
        };
        (options.Schedule, options.Seed, options.Device, options.Clip, options.Stagnation) = (Schedule, seed, device, Clip, Stagnation);
        options.BurstNoise.TimeStep = BurstTimeStep;
        return options;
    }
}

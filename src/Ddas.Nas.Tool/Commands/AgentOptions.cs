using System.CommandLine;
using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.Agents.Evolution;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Agents.Noise;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Tool.Commands;

/// <summary>The options that choose an agent and its phases.</summary>
internal sealed class AgentOptions
{
    private static readonly string[] Names = ["rs", "nl", "g", "4s", "evolution", "local"];
    private readonly Option<string> agent = new("--agent") { Description = $"One of {string.Join(", ", Names)}: random search, DDAS-NL, DDAS-G, DDAS-4S, regularized evolution, local search.", Required = true };
    private readonly Option<int?> steps = new("--steps") { Description = "Steps of the search; a preset's phases are scaled in proportion. 1500 when left out." };
    private readonly Option<int?> explore = new("--explore") { Description = "Steps of the explore phase; with --exploit and --final it replaces --steps." };
    private readonly Option<int?> exploit = new("--exploit") { Description = "Steps of the exploit phase." };
    private readonly Option<int?> final = new("--final") { Description = "Steps of the final stage (4s)." };
    private readonly Option<string> clip = new("--clip") { Description = "store: discretize the raw action, store it clipped; first: clip first.", DefaultValueFactory = _ => "store" };
    private readonly Option<double> ouStep = new("--ou-dt") { Description = "Time step of the Ornstein-Uhlenbeck noise (4s).", DefaultValueFactory = _ => new OrnsteinUhlenbeckOptions().TimeStep };
    private readonly Option<int> stagnation = new("--stagnation") { Description = "Similar steps in a row that start a burst (4s).", DefaultValueFactory = _ => new StagnationOptions().SimilarSteps };
    private readonly Option<int> burst = new("--burst") { Description = "Steps of a burst (4s).", DefaultValueFactory = _ => new StagnationOptions().BurstSteps };

    public AgentOptions(Command command)
    {
        clip.AcceptOnlyFromAmong("store", "first");
        foreach (Option option in (Option[])[agent, steps, explore, exploit, final, clip, ouStep, stagnation, burst]) command.Add(option);
    }

    public string Name(ParseResult arguments) =>
        arguments.GetValue(agent) is var name && Names.Contains(name) ? name! : throw new UsageException($"--agent is '{name}', but must be one of {string.Join(", ", Names)}.");

    /// <summary>The phases that the arguments ask for.</summary>
    public ExplorationSchedule Schedule(ParseResult arguments)
    {
        var preset = Name(arguments) switch
        {
            "nl" or "g" => ExplorationSchedule.TwoStage,
            "4s" => ExplorationSchedule.FourStage,
            _ => ExplorationSchedule.RandomSearch,
        };
        var (first, second, third) = (arguments.GetValue(explore), arguments.GetValue(exploit), arguments.GetValue(final));
        bool phases = (first ?? second ?? third) is not null;
        if (phases && arguments.GetValue(steps) is not null) throw new UsageException("--steps and --explore, --exploit, --final exclude each other; name one or the others.");
        return Input.Use(() => phases
            ? new ExplorationSchedule(first ?? 0, second ?? 0, third ?? 0)
            : preset.ScaleTo(arguments.GetValue(steps) ?? preset.Steps));
    }

    /// <summary>When bursts begin and how long they are, for an agent that has them.</summary>
    public StagnationOptions Stagnation(ParseResult arguments) => new() { SimilarSteps = arguments.GetValue(stagnation), BurstSteps = arguments.GetValue(burst) };

    /// <summary>Makes the agent; the caller disposes it where it is disposable.</summary>
    public ISearchAgent Create(ParseResult arguments, SearchSpaceDefinition space, long seed, string device) => Name(arguments) switch
    {
        "rs" => new RandomSearchAgent(space, seed),
        "evolution" => new RegularizedEvolutionAgent(space, seed),
        "local" => new LocalSearchAgent(space, seed),
        var name => new DdpgAgent(space, DdpgOptions(arguments, name, seed, device)),
    };

    private DdpgAgentOptions DdpgOptions(ParseResult arguments, string name, long seed, string device)
    {
        var options = name switch
        {
            "nl" => DdpgAgentOptions.Nl(),
            "g" => DdpgAgentOptions.G(),
            _ => DdpgAgentOptions.FourStage(),
        };
        options.Schedule = Schedule(arguments);
        options.Seed = seed;
        options.Device = device;
        options.Clip = arguments.GetValue(clip) == "first" ? ClipPolicy.ClipFirst : ClipPolicy.StoreClipped;
        options.BurstNoise.TimeStep = arguments.GetValue(ouStep);
        options.Stagnation = Stagnation(arguments);
        return options;
    }
}

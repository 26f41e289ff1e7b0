using System.CommandLine;
using System.Globalization;
using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Agents.Noise;
using Ddas.Nas.Tool.Common;
using Ddas.Nas.Tool.Search;

namespace Ddas.Nas.Tool.Commands;

/// <summary>The options of a search: its agent and run here; what it measures on, its machine and its checkpoints in classes of their own.</summary>
internal sealed class SearchArguments
{
    private readonly Option<string> run = new("--run") { Description = "Folder for the run; it must not hold one, but for --resume.", Required = true };
    private readonly Option<long> seed = new("--seed") { Description = "Seed.", DefaultValueFactory = _ => 2 };
    private readonly Option<string?> seeds = new("--seeds") { Description = "Several seeds, as in 0,1,2; each search gets a sub-folder seed-N." };
    private readonly Option<TimeSpan?> timeLimit = new("--time-limit") { Description = "Ends the search after this time, as in 02:30:00." };
    private readonly Option<bool> tensorBoard = new("--tensorboard") { Description = "Also writes TensorBoard event files, to the run's sub-folder tensorboard." };
    private readonly Option<string> nonFinite = new("--non-finite") { Description = "After a step that gave NaN or infinity: stop, skip it, or restore the last checkpoint and go on.", DefaultValueFactory = _ => "stop" };
    private readonly Option<string> agent = new("--agent") { Description = $"One of {string.Join(", ", AgentRequest.Names)}: random search, DDAS-NL, DDAS-G, DDAS-4S, regularized evolution, local search.", Required = true };
    private readonly Option<int?> steps = new("--steps") { Description = "Steps of the search; a preset's phases are scaled in proportion. 1500 when left out." };
    private readonly Option<int?> explore = new("--explore") { Description = "Steps of the explore phase; with --exploit and --final it replaces --steps." };
    private readonly Option<int?> exploit = new("--exploit") { Description = "Steps of the exploit phase." };
    private readonly Option<int?> final = new("--final") { Description = "Steps of the final stage (4s)." };
    private readonly Option<string> clip = new("--clip") { Description = "store: discretize the raw action, store it clipped; first: clip first.", DefaultValueFactory = _ => "store" };
    private readonly Option<double> ouStep = new("--ou-dt") { Description = "Time step of the Ornstein-Uhlenbeck noise (4s).", DefaultValueFactory = _ => new OrnsteinUhlenbeckOptions().TimeStep };
    private readonly Option<int> stagnation = new("--stagnation") { Description = "Similar steps in a row that start a burst (4s).", DefaultValueFactory = _ => new StagnationOptions().SimilarSteps };
    private readonly Option<int> burst = new("--burst") { Description = "Steps of a burst (4s).", DefaultValueFactory = _ => new StagnationOptions().BurstSteps };
    private readonly SourceArguments source;
    private readonly RuntimeArguments runtime;
    private readonly ResumeArguments resume;

    public SearchArguments(Command command)
    {
        nonFinite.AcceptOnlyFromAmong("stop", "skip", "restore");
        clip.AcceptOnlyFromAmong("store", "first");
        foreach (Option option in (Option[])[run, seed, seeds, timeLimit, nonFinite, tensorBoard, agent, steps, explore, exploit, final, clip, ouStep, stagnation, burst]) command.Add(option);
        source = new SourceArguments(command);
        runtime = new RuntimeArguments(command);
        resume = new ResumeArguments(command, "steps", 25);
    }

    public SearchRequest Bind(ParseResult arguments) => new()
    {
        Agent = Agent(arguments),
        Source = source.Bind(arguments),
        Runtime = runtime.Bind(arguments),
        Run = resume.Bind(arguments),
        Runs = [.. Seeds(arguments).Select(one => (one.Seed, one.Folder, CommandLine.Of(arguments, one.Seed)))],
        TimeLimit = arguments.GetValue(timeLimit),
        NonFinite = Enum.Parse<NonFinitePolicy>(arguments.GetValue(nonFinite)!, ignoreCase: true),
        TensorBoard = arguments.GetValue(tensorBoard),
    };

    private AgentRequest Agent(ParseResult arguments)
    {
        string name = arguments.GetValue(agent)!;
        if (!AgentRequest.Names.Contains(name)) throw new UsageException($"--agent is '{name}', but must be one of {string.Join(", ", AgentRequest.Names)}.");
        return new AgentRequest(
            name, Schedule(arguments, AgentRequest.Preset(name)), new StagnationOptions { SimilarSteps = arguments.GetValue(stagnation), BurstSteps = arguments.GetValue(burst) },
            arguments.GetValue(clip) == "first" ? ClipPolicy.ClipFirst : ClipPolicy.StoreClipped, arguments.GetValue(ouStep));
    }

    private ExplorationSchedule Schedule(ParseResult arguments, ExplorationSchedule preset)
    {
        var (first, second, third) = (arguments.GetValue(explore), arguments.GetValue(exploit), arguments.GetValue(final));
        bool phases = (first ?? second ?? third) is not null;
        if (phases && arguments.GetValue(steps) is not null) throw new UsageException("--steps and --explore, --exploit, --final exclude each other; name one or the others.");
        return Input.Use(() => phases
            ? new ExplorationSchedule(first ?? 0, second ?? 0, third ?? 0)
            : preset.ScaleTo(arguments.GetValue(steps) ?? preset.Steps));
    }

    private IEnumerable<(long Seed, string Folder)> Seeds(ParseResult arguments)
    {
        string folder = arguments.GetValue(run)!;
        if (arguments.GetValue(seeds) is not { } text) return [(arguments.GetValue(seed), folder)];
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Any(p => !long.TryParse(p, CultureInfo.InvariantCulture, out _)) || parts.Distinct().Count() != parts.Length)
            throw new UsageException($"--seeds is '{text}', but must be distinct whole numbers with commas between, as in 0,1,2.");
        return parts.Select(p => long.Parse(p, CultureInfo.InvariantCulture)).Select(one => (one, Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"seed-{one}"))));
    }
}

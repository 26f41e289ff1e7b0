using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents;

/// <summary>When a search ends, what it warns of, and how it deals with its folder.</summary>
public sealed class SearchOptions
{
    /// <summary>Steps of a search whose options and agent name none (Section V).</summary>
    public const int DefaultSteps = 1500;

    /// <summary>Number of steps of the whole search, at least 1. Default null: the agent's plan, else 1,500 (Section V). Another number than the agent's plan is refused.</summary>
    public int? Steps { get; set; }

    /// <summary>
    /// Wall-clock limit of the whole search, earlier parts included; the step under way is finished. Positive; default
    /// null, no limit.
    /// </summary>
    public TimeSpan? TimeLimit { get; set; }

    /// <summary>Asked after each step whether the search ends here. Default null: never.</summary>
    public Func<StepRecord, bool>? StopWhen { get; set; }

    /// <summary>
    /// What to do after a step that produced NaN or infinity; all but <see cref="NonFinitePolicy.Stop"/>, the default, need an
    /// agent and an environment that are <see cref="IResumable"/>.
    /// </summary>
    public NonFinitePolicy NonFinite { get; set; } = NonFinitePolicy.Stop;

    /// <summary>Share of saturated actor outputs, 0 to 1, from which the log warns. Default 0.9.</summary>
    public double SaturationWarning { get; set; } = 0.9;

    /// <summary>
    /// Number of steps in a row that bring the architecture of the step before, after which the log warns that the noise
    /// is too weak to change it. At least 1; default 100.
    /// </summary>
    public int UnchangedWarning { get; set; } = 100;

    /// <summary>The command line that repeats the run, for its manifest. Default null: none.</summary>
    public string? Command { get; set; }

    /// <summary>What else the run's manifest shall keep, though no result depends on it, such as where data lie. Default: nothing.</summary>
    public IReadOnlyDictionary<string, string> Notes { get; set; } = new Dictionary<string, string>();

    /// <summary>How a <see cref="SearchRun"/> deals with its folder. Default: the defaults of its class.</summary>
    public RunOptions Run { get; set; } = new();

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(SearchOptions));
        if (Steps is { } steps) errors.AtLeast(nameof(Steps), steps, 1);
        if (TimeLimit is { } limit) errors.Check(limit > TimeSpan.Zero, $"TimeLimit is {limit}, but must be above 0.");
        errors.Defined(nameof(NonFinite), NonFinite);
        errors.InRange(nameof(SaturationWarning), SaturationWarning, 0, 1);
        errors.AtLeast(nameof(UnchangedWarning), UnchangedWarning, 1);
        errors.Check(Run is not null, "Run is null.");
        errors.Check(Notes is not null, "Notes is null.");
        errors.ThrowIfAny();
        Run!.Validate();
    }

    /// <summary>The number of steps with an agent.</summary>
    internal int StepsWith(ISearchAgent agent)
    {
        if (Steps is { } own && agent.PlannedSteps is { } planned && own != planned)
            throw new OptionsException(nameof(SearchOptions), [$"Steps is {own}, but the agent is made for {planned} steps; give both the same number, or leave Steps out."]);
        return Steps ?? agent.PlannedSteps ?? DefaultSteps;
    }
}

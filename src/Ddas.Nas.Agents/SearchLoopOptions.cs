using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.Agents;

/// <summary>When a <see cref="SearchLoop"/> ends and what it warns of.</summary>
public sealed class SearchLoopOptions
{
    /// <summary>Number of steps of the whole search, those of an earlier part included. At least 1; default 1500 (Section V).</summary>
    public int Steps { get; set; } = 1500;

    /// <summary>
    /// Wall-clock limit of the whole search, earlier parts included; the step under way is finished. Positive; default
    /// null, no limit.
    /// </summary>
    public TimeSpan? TimeLimit { get; set; }

    /// <summary>Whether none competes in the environment's discretizer; the count of ties asks. Default: allowed.</summary>
    public NonePolicy None { get; set; } = NonePolicy.Allow;

    /// <summary>
    /// What to do after a step that produced NaN or infinity; all but <see cref="NonFinitePolicy.Stop"/>, the default, need an
    /// agent and an environment that are <see cref="Ddas.Nas.SearchSpace.IResumable"/>.
    /// </summary>
    public NonFinitePolicy NonFinite { get; set; } = NonFinitePolicy.Stop;

    /// <summary>Share of saturated actor outputs, 0 to 1, from which the log warns. Default 0.9.</summary>
    public double SaturationWarning { get; set; } = 0.9;

    /// <summary>
    /// Number of steps in a row that bring the architecture of the step before, after which the log warns that the noise
    /// is too weak to change it. At least 1; default 100.
    /// </summary>
    public int UnchangedWarning { get; set; } = 100;

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(SearchLoopOptions));
        errors.AtLeast(nameof(Steps), Steps, 1);
        if (TimeLimit is { } limit) errors.Check(limit > TimeSpan.Zero, $"TimeLimit is {limit}, but must be above 0.");
        errors.Defined(nameof(None), None);
        errors.Defined(nameof(NonFinite), NonFinite);
        errors.InRange(nameof(SaturationWarning), SaturationWarning, 0, 1);
        errors.AtLeast(nameof(UnchangedWarning), UnchangedWarning, 1);
        errors.ThrowIfAny();
    }
}

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
    /// agent and an environment that are <see cref="Ddas.Nas.SearchSpace.Records.IResumable"/>.
    /// </summary>
    public NonFinitePolicy NonFinite { get; set; } = NonFinitePolicy.Stop;

    /// <summary>Share of saturated actor outputs, 0 to 1, from which the log warns. Default 0.9.</summary>
    public double SaturationWarning { get; set; } = 0.9;

    /// <summary>
    /// Number of steps in a row that bring the architecture of the step before, after which the log warns that the noise
    /// is too weak to change it. At least 1; default 100.
    /// </summary>
    public int UnchangedWarning { get; set; } = 100;
}

using Ddas.Nas.Pareto;
using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting.Runs;

/// <summary>What a run folder says; the run may still go on, or have no step yet. Immutable.</summary>
public sealed class RunData
{
    /// <summary>Takes over what was read.</summary>
    /// <param name="name">How pages and figures call the run; a reader takes its folder's name.</param>
    /// <param name="manifest">The manifest; null where the folder has none.</param>
    /// <param name="steps">The steps so far, in order.</param>
    public RunData(string name, RunManifest? manifest, IEnumerable<StepRecord> steps)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(steps);
        (Name, Manifest, Steps) = (name, manifest, [.. steps]);
        Front = StepFront.Of(Steps);
    }

    /// <summary>How pages and figures call the run.</summary>
    public string Name { get; }

    /// <summary>The manifest; null where the folder has none.</summary>
    public RunManifest? Manifest { get; }

    /// <summary>The steps so far, in order.</summary>
    public IReadOnlyList<StepRecord> Steps { get; }

    /// <summary>The front of accuracy against FLOPs, by rising FLOPs: the rows of <c>front.csv</c>.</summary>
    public IReadOnlyList<StepRecord> Front { get; }

    /// <summary>The search space; null where the manifest names none that this library knows.</summary>
    public SearchSpaceDefinition? Space => Manifest?.Space switch
    {
        "darts" => SearchSpaceDefinition.Darts,
        "nasbench201" => SearchSpaceDefinition.NasBench201,
        _ => null,
    };

    /// <summary>The architecture of a step; null where its text belongs to no known space.</summary>
    public Architecture? ArchitectureOf(StepRecord step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (Space is not { } space) return null;
        try
        {
            return ArchitectureText.Parse(space, step.Genotype);
        }
        catch (GenotypeFormatException)
        {
            return null;
        }
    }
}

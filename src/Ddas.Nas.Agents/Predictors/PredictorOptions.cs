using Ddas.Nas.Pareto;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.Agents.Predictors;

/// <summary>How an <see cref="ArchitecturePredictor"/> learns.</summary>
public sealed class PredictorOptions
{
    /// <summary>Costs that describe an architecture to the model, for example FLOPs; each must know every architecture of the space. Default none.</summary>
    public IReadOnlyList<IArchitectureCost> Costs { get; set; } = [];

    /// <summary>Which way the values improve; the better end is modelled more finely. Default: more is better.</summary>
    public Direction Direction { get; set; } = Direction.Maximize;

    /// <summary>The kernel. Default: the likelier at each fit.</summary>
    public KernelChoice Kernel { get; set; } = KernelChoice.Likeliest;

    /// <summary>
    /// Whether values change while they are measured, as those of a supernet that is being trained: then the step of a
    /// record is an input of the model. Default false.
    /// </summary>
    public bool Drift { get; set; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(PredictorOptions));
        errors.Check(Costs is not null && Costs.All(static cost => cost is not null), "Costs is null or holds null, but must be a list.");
        errors.Defined(nameof(Direction), Direction);
        errors.Defined(nameof(Kernel), Kernel);
        errors.ThrowIfAny();
    }
}

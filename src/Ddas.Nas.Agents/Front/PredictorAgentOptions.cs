using Ddas.Nas.Agents.Predictors;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.Agents.Front;

/// <summary>How <see cref="PredictorAgent"/> searches.</summary>
public sealed class PredictorAgentOptions
{
    /// <summary>
    /// What it improves; at least one that is not in <see cref="Costs"/>. Default: accuracy and FLOPs. With accuracy alone
    /// it seeks the best architecture.
    /// </summary>
    public IReadOnlyList<SearchObjective> Objectives { get; set; } = [SearchObjective.Accuracy, SearchObjective.Flops];

    /// <summary>
    /// Costs that are known before measuring, for every architecture of the space. They describe architectures to the
    /// model, and objectives of their names are exact. Other objectives are predicted. Default none.
    /// </summary>
    public IReadOnlyList<IArchitectureCost> Costs { get; set; } = [];

    /// <summary>The most that a known cost may be, by its name; nothing dearer is proposed. Default: no limits.</summary>
    public IReadOnlyDictionary<string, double> Limits { get; set; } = new Dictionary<string, double>();

    /// <summary>Random first steps, at least 2, less what is <see cref="Known"/>. Default 10.</summary>
    public int Initial { get; set; } = 10;

    /// <summary>Architectures among which a proposal is the best, at least 1. Default 300.</summary>
    public int Candidates { get; set; } = 300;

    /// <summary>What was measured before the search, for example by earlier runs in the same environment. It is not measured again. Default none.</summary>
    public IReadOnlyList<KnownScore> Known { get; set; } = [];

    /// <summary>
    /// Whether scores change while they are measured, as those of a supernet do: then the age of a record counts, and
    /// an architecture may be measured again. Default false.
    /// </summary>
    public bool Drift { get; set; }

    /// <summary>The kernel. Default: the likelier at each fit.</summary>
    public KernelChoice Kernel { get; set; } = KernelChoice.Likeliest;

    /// <summary>Whether a proposal may have <see cref="SearchSpace.Operation.None"/>; as the environment's discretizer. Default: allowed.</summary>
    public NonePolicy None { get; set; } = NonePolicy.Allow;

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(PredictorAgentOptions));
        errors.AtLeast(nameof(Initial), Initial, 2);
        errors.AtLeast(nameof(Candidates), Candidates, 1);
        errors.Defined(nameof(Kernel), Kernel);
        errors.Defined(nameof(None), None);
        string[] costs = [.. (Costs ?? []).Select(static cost => cost.Name)];
        string[] names = [.. (Objectives ?? []).Select(static objective => objective.Name)];
        SearchObjective.Check(errors, Objectives);
        errors.Check(costs.Distinct().Count() == costs.Length, "Costs has two of one name.");
        errors.Check(names.Except(costs).Any(), "Objectives must name at least one that is not in Costs.");
        foreach (string limited in (Limits ?? new Dictionary<string, double>()).Keys.Except(costs))
            errors.Check(false, $"Limits names '{limited}', which is not in Costs.");
        errors.ThrowIfAny();
    }
}

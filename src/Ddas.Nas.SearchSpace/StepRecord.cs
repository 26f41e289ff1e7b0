namespace Ddas.Nas.SearchSpace;

/// <summary>
/// What a search leaves of one step: a line of <c>steps.jsonl</c>. All but <see cref="Seconds"/> is a function of the
/// seed and the options.
/// </summary>
public sealed record StepRecord
{
    /// <summary>The step, from 0.</summary>
    public required int Step { get; init; }

    /// <summary>The agent's phase, for example <c>explore</c>, <c>exploit</c> or <c>final</c>.</summary>
    public required string Phase { get; init; }

    /// <summary>The architecture as text: a DARTS genotype, or the table's own notation.</summary>
    public required string Genotype { get; init; }

    /// <summary>Validation accuracy, a fraction.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Mean validation loss.</summary>
    public required double Loss { get; init; }

    /// <summary>The reward.</summary>
    public required double Reward { get; init; }

    /// <summary>Wall-clock seconds of the step.</summary>
    public required double Seconds { get; init; }

    /// <summary>
    /// All further figures by name: costs (<c>flops</c>, <c>parameters</c>, <c>latency</c>), <c>testAccuracy</c> where it is
    /// known, <c>noneCount</c> and <c>ties</c> of the chosen pairs, and what the agent says of itself (DDPG: <c>criticLoss</c>,
    /// <c>actorLoss</c>, <c>meanQ</c>, <c>spread</c>, <c>saturation</c>, <c>burst</c> as 0 or 1).
    /// </summary>
    public Figures Figures { get; init; } = Figures.None;

    /// <summary>FLOPs in the paper's convention, of the search network; on a table its cost column; null where unknown.</summary>
    public double? Flops => Figures.Find(Figures.Flops);

    /// <summary>Parameters of the search network; null where unknown.</summary>
    public double? Parameters => Figures.Find(Figures.Parameters);

    /// <summary>Test accuracy, a fraction; null where unknown.</summary>
    public double? TestAccuracy => Figures.Find(Figures.TestAccuracy);
}

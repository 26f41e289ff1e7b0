namespace Ddas.Nas.SearchSpace;

/// <summary>
/// What a search leaves of one step: a line of <c>steps.jsonl</c>. All but <see cref="Seconds"/> is a function of the
/// seed and the options. Nulls are left out of the file.
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

    /// <summary>FLOPs in the paper's convention, of the search network; on a table its cost column.</summary>
    public double? Flops { get; init; }

    /// <summary>Parameters of the search network.</summary>
    public double? Parameters { get; init; }

    /// <summary>Test accuracy, a fraction, where the environment knows it.</summary>
    public double? TestAccuracy { get; init; }

    /// <summary>Wall-clock seconds of the step.</summary>
    public required double Seconds { get; init; }

    /// <summary>Mean squared Bellman error of the critic's update.</summary>
    public double? CriticLoss { get; init; }

    /// <summary>Minus the mean Q of the actor's own actions over the minibatch.</summary>
    public double? ActorLoss { get; init; }

    /// <summary>Mean Q over the minibatch.</summary>
    public double? MeanQ { get; init; }

    /// <summary>Standard deviation over the actor's outputs for this step's state.</summary>
    public double? Spread { get; init; }

    /// <summary>Share of the actor's outputs within 0.01 of 0 or 1.</summary>
    public double? Saturation { get; init; }

    /// <summary>How many of the chosen pairs carry <see cref="Operation.None"/>.</summary>
    public int? NoneCount { get; init; }

    /// <summary>How many of the chosen pairs won only by a tie.</summary>
    public int? Ties { get; init; }

    /// <summary>Whether the agent's burst noise was on.</summary>
    public bool? Burst { get; init; }
}

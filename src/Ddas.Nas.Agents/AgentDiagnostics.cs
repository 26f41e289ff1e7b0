namespace Ddas.Nas.Agents;

/// <summary>What an agent says of its last step; the search loop copies it into the step's record.</summary>
public sealed record AgentDiagnostics
{
    /// <summary>The phase, for example <c>explore</c>, <c>exploit</c> or <c>final</c>.</summary>
    public required string Phase { get; init; }

    /// <summary>Mean squared Bellman error of the critic's update; null when there was none.</summary>
    public double? CriticLoss { get; init; }

    /// <summary>Minus the mean Q of the actor's own actions; null when there was no update.</summary>
    public double? ActorLoss { get; init; }

    /// <summary>Mean Q over the minibatch; null when there was no update.</summary>
    public double? MeanQ { get; init; }

    /// <summary>Standard deviation over the actor's outputs; null while the actor does not act.</summary>
    public double? Spread { get; init; }

    /// <summary>Share of the actor's outputs within 0.01 of 0 or 1; null while the actor does not act.</summary>
    public double? Saturation { get; init; }

    /// <summary>Whether burst noise was on; null for agents without bursts.</summary>
    public bool? Burst { get; init; }
}

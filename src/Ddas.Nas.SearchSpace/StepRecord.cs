namespace Ddas.Nas.SearchSpace;

/// <summary>
/// What a search leaves of one step: a line of <c>steps.jsonl</c>. All but <see cref="Seconds"/> is a function of the
/// seed and the options.
/// </summary>
public sealed record StepRecord
{
    private static readonly string[] Numbers = ["accuracy", "loss", "reward", "seconds"];

    /// <summary>The names of the fields that every step has, as <c>steps.jsonl</c> gives them; no figure may have one of them.</summary>
    public static IReadOnlyList<string> FieldNames { get; } = ["step", "phase", "genotype", .. Numbers];

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
    /// <exception cref="ArgumentException">A figure is named like a field that every step has; see <see cref="FieldNames"/>.</exception>
    public Figures Figures { get; init => field = Checked(value); } = Figures.None;

    /// <summary>FLOPs in the paper's convention, of the search network; on a table its cost column; null where unknown.</summary>
    public double? Flops => Figures.Find(Figures.Flops);

    /// <summary>Parameters of the search network; null where unknown.</summary>
    public double? Parameters => Figures.Find(Figures.Parameters);

    /// <summary>Test accuracy, a fraction; null where unknown.</summary>
    public double? TestAccuracy => Figures.Find(Figures.TestAccuracy);

    /// <summary>The names by which <see cref="Figure"/> knows this step's numbers.</summary>
    public IEnumerable<string> FigureNames => [.. Numbers, .. Figures.Keys];

    /// <summary>A number of the step by the name that <c>steps.jsonl</c> gives it; null where it has none of that name.</summary>
    public double? Figure(string name) => name switch
    {
        "accuracy" => Accuracy,
        "loss" => Loss,
        "reward" => Reward,
        "seconds" => Seconds,
        _ => Figures.Find(name),
    };

    private static Figures Checked(Figures figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        string[] taken = [.. figures.Keys.Intersect(FieldNames)];
        return taken.Length == 0
            ? figures
            : throw new ArgumentException($"A figure is named {string.Join(", ", taken.Select(static name => $"'{name}'"))}, but every step has a field of that name, so that its line in steps.jsonl could not be read; rename the figure.", nameof(figures));
    }
}

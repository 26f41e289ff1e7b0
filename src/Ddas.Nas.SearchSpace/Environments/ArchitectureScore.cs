namespace Ddas.Nas.SearchSpace.Environments;

/// <summary>What measuring one architecture gave.</summary>
/// <param name="Accuracy">Validation accuracy as a fraction, 0 to 1.</param>
/// <param name="Loss">Mean validation loss (cross-entropy in nats for a supernet), finite.</param>
public sealed record ArchitectureScore(double Accuracy, double Loss)
{
    /// <summary>Further figures by name: costs, and test accuracy where it is known.</summary>
    public Figures Figures { get; init; } = Figures.None;

    /// <summary>FLOPs of the search network in the paper's convention, or a table's cost column; null where unknown.</summary>
    public double? Flops => Figures.Find(Figures.Flops);

    /// <summary>Parameters of the search network without auxiliary head; null where unknown.</summary>
    public double? Parameters => Figures.Find(Figures.Parameters);

    /// <summary>Test accuracy as a fraction, where the evaluator knows it (a table); never part of a reward.</summary>
    public double? TestAccuracy => Figures.Find(Figures.TestAccuracy);
}

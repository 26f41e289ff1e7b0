namespace Ddas.Nas.Records;

/// <summary>Where an epoch of a warm-up or a training stands.</summary>
/// <param name="Number">The epoch, from 1.</param>
/// <param name="Count">Number of epochs.</param>
/// <param name="Batch">Batches of the epoch that are done.</param>
/// <param name="Batches">Batches in an epoch.</param>
public sealed record EpochProgress(int Number, int Count, int Batch, int Batches)
{
    /// <summary>Mean training loss of the epoch, once it is complete; null before.</summary>
    public double? Loss { get; init; }

    /// <summary>Accuracy that was measured at its end, a fraction: of the one-shot network on D_V, or on the test images; null where none was.</summary>
    public double? Accuracy { get; init; }
}

namespace Ddas.Nas.Supernet.Data;

/// <summary>The next batch of a <see cref="BatchIterator"/>: all that must be stored to go on from it. The <c>default</c> value is the start.</summary>
/// <param name="Epoch">Passes over the images that are complete, from 0.</param>
/// <param name="Batch">Batches of this pass that are done, 0 to batches per epoch - 1.</param>
public readonly record struct BatchPosition(long Epoch, int Batch);

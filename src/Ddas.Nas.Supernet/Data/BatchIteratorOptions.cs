namespace Ddas.Nas.Supernet.Data;

/// <summary>How <see cref="BatchIterator"/> walks over images.</summary>
public sealed class BatchIteratorOptions
{
    /// <summary>Images in a batch, at least 1. Default 64 (Section V-A).</summary>
    public int BatchSize { get; set; } = 64;

    /// <summary>The run's seed. Default 2.</summary>
    public long Seed { get; set; } = 2;

    /// <summary>Whether the images that do not fill a last batch are left out of an epoch. Default false, as DARTS.</summary>
    public bool DropLast { get; set; }
}

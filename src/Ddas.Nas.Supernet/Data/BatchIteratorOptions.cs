using Ddas.Nas.SearchSpace;

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

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate() => Validate(int.MaxValue);

    internal void Validate(int images)
    {
        var errors = new OptionErrors(nameof(BatchIteratorOptions));
        errors.AtLeast(nameof(BatchSize), BatchSize, 1);
        errors.Check(!DropLast || BatchSize <= images, $"BatchSize is {BatchSize} and DropLast is set, but there are only {images} images.");
        errors.ThrowIfAny();
    }
}

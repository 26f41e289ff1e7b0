using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records;

/// <summary>How often a checkpoint is written: whichever of the two comes first. One more is written when a run ends or is stopped.</summary>
public sealed class CheckpointOptions
{
    /// <summary>Steps of a search, or batches of a warm-up or training, from one checkpoint to the next; at least 1. Default null: 25 steps, 250 batches of a warm-up, 1,000 of a training.</summary>
    public long? Steps { get; set; }

    /// <summary>Minutes from one checkpoint to the next, above 0; null for no such limit. Default 10.</summary>
    public double? Minutes { get; set; } = 10;

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(CheckpointOptions));
        if (Steps is { } steps) errors.AtLeast(nameof(Steps), steps, 1);
        if (Minutes is { } minutes) errors.Above(nameof(Minutes), minutes, 0);
        errors.ThrowIfAny();
    }
}

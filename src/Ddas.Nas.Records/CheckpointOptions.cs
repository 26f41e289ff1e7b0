using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records;

/// <summary>How often a checkpoint is written: whichever of the two comes first. One more is written when a run ends or is stopped.</summary>
public sealed class CheckpointOptions
{
    /// <summary>Steps from one checkpoint to the next (a search's steps; a training's batches), at least 1; null for no such limit. Default 25.</summary>
    public long? Steps { get; set; } = 25;

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

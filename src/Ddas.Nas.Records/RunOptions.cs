using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records;

/// <summary>How a search, a warm-up or a training deals with its folder.</summary>
public sealed class RunOptions
{
    /// <summary>What happens where the folder already holds a run. Default: it goes on, or its recorded result is returned.</summary>
    public ExistingRun Existing { get; set; } = ExistingRun.Resume;

    /// <summary>Whether a run may go on under other conditions than it began with. Default false: that is refused.</summary>
    public bool AcceptChanges { get; set; }

    /// <summary>How often a checkpoint is written. Default: the defaults of its class.</summary>
    public CheckpointOptions Checkpoints { get; set; } = new();

    /// <summary>Told, in a sentence each, what a person should know: damaged checkpoints, accepted changes, parts that do not describe themselves. Default null: nobody.</summary>
    public Action<string>? Warn { get; set; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(RunOptions));
        errors.Defined(nameof(Existing), Existing);
        errors.Check(Checkpoints is not null, "Checkpoints is null.");
        errors.ThrowIfAny();
        Checkpoints!.Validate();
    }
}
